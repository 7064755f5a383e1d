// @vitest-environment jsdom
import { render } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { RowChunk } from '../../../src/components/thread/RowChunk.tsx';
import { entriesOf } from './entries.ts';

const rows = entriesOf({ type: 'thought' }, { type: 'thought' }).map((entry) => ({ key: entry.key, entry }));

test('it looks at its rows again only when they are others', () => {
  const looks = vi.fn();
  const branches = new Proxy<string[]>([], {
    get(target, name) {
      if (name === 'length') looks();
      return Reflect.get(target, name) as unknown;
    },
  });
  const { rerender } = render(<RowChunk rows={rows} isFirst branches={branches} />);
  rerender(<RowChunk rows={rows} isFirst branches={branches} />);
  expect(looks).toHaveBeenCalledOnce();
  rerender(<RowChunk rows={[...rows]} isFirst branches={branches} />);
  expect(looks).toHaveBeenCalledTimes(2);
});

test('the first rows of an interaction stand in the turn as they are, the others in an element of their own', () => {
  const { container, rerender } = render(<RowChunk rows={rows} isFirst />);
  expect(container.querySelectorAll(':scope > .ris-group [data-slot="thought-summary"]')).toHaveLength(2);
  rerender(<RowChunk rows={rows} isFirst={false} />);
  expect(container.querySelectorAll(':scope > .ris-chunk > .ris-group [data-slot="thought-summary"]')).toHaveLength(2);
});
