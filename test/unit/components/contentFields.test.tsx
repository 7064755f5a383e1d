// @vitest-environment jsdom
import { act, render } from '@testing-library/react';
import fc from 'fast-check';
import type { ComponentType, ReactElement } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { beforeEach, expect, test, vi } from 'vitest';
import { AudioItem } from '../../../src/components/media/AudioItem.tsx';
import { DocumentItem } from '../../../src/components/media/DocumentItem.tsx';
import { ImageStep } from '../../../src/components/media/ImageStep.tsx';
import { Markdown } from '../../../src/components/markdown/Markdown.tsx';
import { ModelOutput } from '../../../src/components/steps/ModelOutput.tsx';
import { SafeLink } from '../../../src/components/parts/SafeLink.tsx';
import { Sources } from '../../../src/components/citations/Sources.tsx';
import { UserInput } from '../../../src/components/steps/UserInput.tsx';
import { VideoItem } from '../../../src/components/media/VideoItem.tsx';
import type { KnownContent } from '../../../src/protocol/Content.ts';
import type { StepStatus } from '../../../src/store/state/InteractionState.ts';
import { gif, pcm } from './media.ts';

beforeEach(() => {
  let made = 0;
  URL.createObjectURL = vi.fn(() => `blob:http://localhost/${(made += 1)}`);
  URL.revokeObjectURL = vi.fn();
});

const content: KnownContent[] = [
  { type: 'text', text: '# A\n\n**b** `c`' },
  { type: 'image', data: gif },
];
const elements: { [name: string]: ReactElement } = {
  Markdown: <Markdown text={'# a\n\n- [x] b\n\n```\nc\n```'} />,
  SafeLink: <SafeLink href="https://x.example">x</SafeLink>,
  'SafeLink, refused': <SafeLink href="javascript:1">x</SafeLink>,
  ImageStep: <ImageStep content={{ type: 'image', data: gif }} />,
  'ImageStep, remote': <ImageStep content={{ type: 'image', uri: 'https://x.example/a.png' }} />,
  AudioItem: <AudioItem content={{ type: 'audio', data: pcm, mime_type: 'audio/l16' }} />,
  VideoItem: <VideoItem content={{ type: 'video', data: pcm, mime_type: 'video/mp4' }} />,
  DocumentItem: <DocumentItem content={{ type: 'document', data: pcm, mime_type: 'application/pdf' }} />,
  Sources: <Sources sources={[{ key: 'a', number: 1, title: 'A', url: 'https://x.example' }]} />,
  ModelOutput: <ModelOutput step={{ type: 'model_output', content }} />,
  UserInput: <UserInput step={{ type: 'user_input', content }} />,
};

test.each(Object.entries(elements))('%s renders on a server and hydrates without a mismatch', async (_, element) => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const container = document.createElement('div');
  container.innerHTML = renderToString(element);
  const recovered = vi.fn();
  const root = await act(async () => hydrateRoot(container, element, { onRecoverableError: recovered }));
  expect(recovered).not.toHaveBeenCalled();
  expect(error.mock.calls).toEqual([]);
  await act(async () => root.unmount());
  error.mockRestore();
});

test('fields that are absent or of any type never throw, on a server or in a browser', () => {
  const field = fc.oneof(
    fc.constantFrom<unknown>(
      undefined,
      null,
      '',
      0,
      Number.NaN,
      true,
      [],
      {},
      [null],
      [[]],
      { length: 3 },
      'https://x.example',
      'javascript:1',
      gif,
      'AAA=',
      '\ud800',
    ),
    fc.string(),
    fc.dictionary(fc.string(), fc.string(), { maxKeys: 2 }),
  );
  const annotation = fc.oneof(
    field,
    fc.record(
      {
        type: fc.constantFrom<unknown>('url_citation', 'file_citation', 'place_citation', 'word_info', 'x', 3),
        url: field,
        title: field,
        name: field,
        file_name: field,
        document_uri: field,
        page_number: field,
        start_index: field,
        end_index: field,
      },
      { requiredKeys: [] },
    ),
  );
  const item = fc.oneof(
    field,
    fc.record(
      {
        type: fc.constantFrom<unknown>('text', 'image', 'audio', 'video', 'document', 'hologram', 1),
        text: field,
        data: field,
        uri: field,
        mime_type: fc.oneof(field, fc.constantFrom('audio/l16; rate=0', 'image/svg+xml', 'audio/l16')),
        name: field,
        sample_rate: field,
        channels: field,
        annotations: fc.oneof(field, fc.array(annotation, { maxLength: 3 })),
      },
      { requiredKeys: [] },
    ),
  );
  const step = fc.oneof(
    field,
    fc.record(
      {
        type: field,
        content: fc.oneof(field, fc.array(item, { maxLength: 4 })),
        error: fc.oneof(field, fc.record({ code: field, message: field }, { requiredKeys: [] })),
      },
      { requiredKeys: [] },
    ),
  );
  fc.assert(
    fc.property(
      step,
      fc.constantFrom<(StepStatus | undefined)[]>('streaming', 'done', 'interrupted', undefined),
      (step, status) => {
        for (const Component of [ModelOutput, UserInput] as ComponentType<{ step: never; status?: StepStatus }>[]) {
          renderToString(<Component step={step as never} status={status} />);
          const { container, unmount } = render(<Component step={step as never} status={status} />);
          expect(container.firstElementChild).not.toBeNull();
          for (const element of container.querySelectorAll('[src],[href]')) {
            expect(element.getAttribute('src') ?? element.getAttribute('href')).toMatch(
              /^(?:https?:|mailto:|blob:|data:image\/(?:png|jpeg|gif|webp|bmp|avif);base64,)/,
            );
          }
          for (const element of container.querySelectorAll('img,audio,video'))
            expect(element.getAttribute('src') ?? 'blob:').toMatch(/^(?:data|blob):/);
          unmount();
        }
      },
    ),
    { numRuns: 300 },
  );
});
