import { memo, useEffect, useLayoutEffect, useState, type ComponentType, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Candidate } from './Candidate.ts';

/** A markdown component that is given the whole text again with every delta, as its README says. */
export function growing(Markdown: ComponentType<{ children: string }>): Candidate {
  return {
    async mount(root, past, onCommit) {
      const Past = memo(function Past(): ReactNode {
        return past.map((text, at) => <Markdown key={at}>{text}</Markdown>);
      });
      function Growing({ onMount }: { onMount: (add: (delta: string) => void) => void }): ReactNode {
        const [text, setText] = useState('');
        useLayoutEffect(onCommit);
        useEffect(() => onMount((delta) => setText((before) => before + delta)), [onMount]);
        return <Markdown>{text}</Markdown>;
      }
      const add = await new Promise<(delta: string) => void>((resolve) => {
        createRoot(root).render(
          <>
            <Past />
            <Growing onMount={resolve} />
          </>,
        );
      });
      return { push: add, end: () => undefined };
    },
  };
}
