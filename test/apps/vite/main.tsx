import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { InteractionProvider } from 'react-interaction-stream';
import { Chat } from './Chat.tsx';
import './page.css';

const policy = { resolveMediaUri: (uri: string) => `/api/media?uri=${encodeURIComponent(uri)}` };

createRoot(document.getElementById('root') ?? document.body).render(
  <StrictMode>
    <InteractionProvider policy={policy}>
      <Chat />
    </InteractionProvider>
  </StrictMode>,
);
