import { useChat } from '@ai-sdk/react';
import type { ChatTransport, UIMessage, UIMessageChunk } from 'ai';
import { useEffect, useLayoutEffect, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { Streamdown } from 'streamdown';
import type { Candidate } from './Candidate.ts';

/** The AI SDK's hook with Streamdown. Its transport is given chunks that are parsed already. `throttle` is in ms. */
export function aiSdk(throttle?: number): Candidate {
  return {
    async mount(root, past, onCommit) {
      let chunks: ReadableStreamDefaultController<UIMessageChunk> | undefined;
      const body = new ReadableStream<UIMessageChunk>({ start: (controller) => void (chunks = controller) });
      const transport: ChatTransport<UIMessage> = {
        sendMessages: async () => body,
        reconnectToStream: async () => null,
      };
      const messages = past.flatMap((text, at): UIMessage[] => [
        { id: `user-${at}`, role: 'user', parts: [{ type: 'text', text: 'Go on.' }] },
        { id: `past-${at}`, role: 'assistant', parts: [{ type: 'text', text }] },
      ]);

      function Chat({ onMount }: { onMount: () => void }): ReactNode {
        const chat = useChat({ transport, messages, experimental_throttle: throttle });
        const { sendMessage } = chat;
        useLayoutEffect(onCommit);
        useEffect(() => {
          void sendMessage({ text: 'Go on.' });
          onMount();
        }, [sendMessage, onMount]);
        return chat.messages.map((message) => (
          <div key={message.id}>
            {message.parts.map((part, at) => part.type === 'text' && <Streamdown key={at}>{part.text}</Streamdown>)}
          </div>
        ));
      }
      await new Promise<void>((resolve) => createRoot(root).render(<Chat onMount={resolve} />));
      const push = (chunk: UIMessageChunk) => chunks?.enqueue(chunk);
      push({ type: 'start' });
      push({ type: 'text-start', id: 't' });
      return {
        push: (delta) => push({ type: 'text-delta', id: 't', delta }),
        end() {
          push({ type: 'text-end', id: 't' });
          push({ type: 'finish' });
          chunks?.close();
        },
      };
    },
  };
}
