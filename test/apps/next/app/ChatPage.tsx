'use client';

import { InteractionProvider } from 'react-interaction-stream';
import { Chat } from './Chat';

const policy = { resolveMediaUri: (uri: string) => `/api/media?uri=${encodeURIComponent(uri)}` };

export function ChatPage() {
  return (
    <InteractionProvider policy={policy}>
      <Chat />
    </InteractionProvider>
  );
}
