import { createRoot } from 'react-dom/client';
import { createFetchTransport, createInteractionStore, InteractionSteps } from '../../../src/index.ts';
import '../../../src/styles.css';

declare global {
  interface Window {
    /** Streams the run to its end, and gives how many UTF-8 bytes arrived. */
    agentRun?: () => Promise<{ bytes: number }>;
  }
}

let bytes = 0;
const store = createInteractionStore({
  params: { agent: 'deep-research-pro', background: true },
  transport: createFetchTransport({
    url: '/v1beta/interactions',
    fetch: async (url, init) => {
      const { body, headers, status } = await fetch(url, init);
      const count = new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          bytes += chunk.byteLength;
          controller.enqueue(chunk);
        },
      });
      return new Response(body?.pipeThrough(count), { headers, status });
    },
  }),
});

const root = document.querySelector('main') as HTMLElement;
createRoot(root).render(<InteractionSteps stream={{ store }} />);

/** Follows the end of the run, as a chat does. */
const follow = new ResizeObserver(() => root.scrollTo(0, root.scrollHeight));
requestAnimationFrame(() => root.firstElementChild && follow.observe(root.firstElementChild));

window.agentRun = async () => {
  performance.mark('agentRun:start');
  await store.getState().send('Read everything.');
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return { bytes };
};
