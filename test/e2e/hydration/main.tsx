import { StrictMode, Suspense } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { Page, type PageProps } from './Page.tsx';

const root = document.getElementById('root');
const data = document.getElementById('props');
if (!root || !data) throw new Error('The page came without its props.');
hydrateRoot(
  root,
  <StrictMode>
    <Suspense>
      <Page {...(JSON.parse(data.textContent ?? '') as PageProps)} />
    </Suspense>
  </StrictMode>,
  // Beside what React writes to the console by itself.
  { onRecoverableError: (error) => console.error('recovered', error) },
);
