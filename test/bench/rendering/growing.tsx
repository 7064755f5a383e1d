import { memo, useLayoutEffect, useState, type ComponentType, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Candidate } from './Candidate.ts';

/** A markdown component that is given the whole text again with every delta, as its README says. */
export function growing(Markdown: ComponentType<{ children: string }>): Candidate {
  return {
    async mount(root, past, onCommit) {
      let add: ((delta: string) => void) | undefined;
      function Growing(): ReactNode {
        const [text, setText] = useState('');
        useLayoutEffect(onCommit);
        add = (delta) => setText((text) => text + delta);
        return <Markdown>{text}</Markdown>;
      }
      const Past = memo(function Past(): ReactNode {
        return past.map((text, at) => <Markdown key={at}>{text}</Markdown>);
      });
      createRoot(root).render(
        <>
          <Past />
          <Growing />
        </>,
      );
      while (add === undefined) await new Promise((resolve) => requestAnimationFrame(resolve));
      return { push: (delta) => add?.(delta), end: () => undefined };
    },
  };
}
