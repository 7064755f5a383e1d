import type { ReactNode } from 'react';
import 'react-interaction-stream/styles.css';
import './page.css';

export const metadata = { title: 'An app', icons: 'data:,' };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
