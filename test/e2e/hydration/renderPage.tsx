import { Writable } from 'node:stream';
import { StrictMode, Suspense, version } from 'react';
import { renderToPipeableStream, renderToString } from 'react-dom/server';
import { Page, type PageProps } from './Page.tsx';

export { version };

/** The page as a server streams it, once as a whole for `string`. */
export function renderPage(props: PageProps, how: string): Promise<string> {
  const element = (
    <StrictMode>
      <Suspense>
        <Page {...props} />
      </Suspense>
    </StrictMode>
  );
  if (how === 'string') return Promise.resolve(renderToString(element));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk);
        done();
      },
    });
    // React 18 leaves null bytes where a character would have crossed the end of its buffer: facebook/react#26228.
    sink.on('finish', () => resolve(Buffer.concat(chunks).toString().replaceAll('\0', '')));
    const { pipe } = renderToPipeableStream(element, { onShellReady: () => pipe(sink), onError: reject });
  });
}
