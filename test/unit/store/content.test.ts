import { describe, expect, it, vi } from 'vitest';
import { completed, created, delta, fold, start, stepsOf, stop, text } from './events.ts';

/** The content of one model output into which these deltas are folded. */
const contentOf = (deltas: readonly object[], fields = {}) =>
  stepsOf(
    fold([created(), start(0, 'model_output', fields), ...deltas.map((fields) => delta(0, { ...fields })), stop(0)]),
  )[0]?.content;

describe('text', () => {
  it('continues the last text item', () => {
    expect(
      contentOf([
        { type: 'text', text: 'Hel' },
        { type: 'text', text: 'lo' },
      ]),
    ).toEqual([{ type: 'text', text: 'Hello' }]);
  });

  it('continues the last of several items that step.start brought along', () => {
    const content = [
      { type: 'text', text: 'One.' },
      { type: 'text', text: 'Tw' },
    ];
    expect(contentOf([{ type: 'text', text: 'o.' }], { content })).toEqual([
      { type: 'text', text: 'One.' },
      { type: 'text', text: 'Two.' },
    ]);
  });

  it('opens a new item after a medium', () => {
    const image = { type: 'image', data: 'AA==', mime_type: 'image/png' };
    expect(contentOf([{ type: 'text', text: 'a' }, image, { type: 'text', text: 'b' }])).toEqual([
      { type: 'text', text: 'a' },
      image,
      { type: 'text', text: 'b' },
    ]);
  });

  it('is told without a type, as content, and as content within content', () => {
    const wrapped = [{ text: 'H' }, { content: { text: 'e' } }, { type: 'text', content: { text: 'l' } }];
    const deeper = [
      { type: 'content', content: { type: 'text', text: 'l' } },
      { type: 'text_delta', text: 'o' },
    ];
    expect(contentOf([...wrapped, ...deeper])).toEqual([{ type: 'text', text: 'Hello' }]);
  });

  it.each([null, 'Hel', { type: 'text', text: 'Hel' }, [{ text: 'Hel' }], ['Hel']])(
    'goes on from content that is %j',
    (content) => {
      const before = content === null ? '' : 'Hel';
      expect(contentOf([{ type: 'text', text: 'lo' }], { content })).toEqual([{ type: 'text', text: `${before}lo` }]);
    },
  );

  it('keeps an item whose text is none, and content of an unknown type', () => {
    const odd = [
      { type: 'text', text: 7 },
      { type: 'hologram', depth: 3 },
    ];
    expect(contentOf([{ type: 'text', text: 'a' }], { content: odd.slice(0, 1) })).toEqual([
      odd[0],
      { type: 'text', text: 'a' },
    ]);
    expect(contentOf([{ type: 'text', text: 'a' }], { content: odd })).toEqual([...odd, { type: 'text', text: 'a' }]);
  });

  it.each(['function_call', 'function_result', 'google_search_call', 'code_execution_result'])(
    'under the index of a %s, which has no place for it, is an answer all the same',
    (type) => {
      const image = { type: 'image', data: 'AA==', mime_type: 'image/png' };
      const annotations = { type: 'text_annotation_delta', annotations: [{ type: 'url_citation' }] };
      const state = fold([
        created(),
        start(0, type, { id: 'a' }),
        text(0, 'Hi'),
        text(0, ' there'),
        delta(0, image),
        delta(0, annotations),
        stop(0),
        start(1, 'model_output'),
        text(1, 'End'),
        completed(),
      ]);
      expect(stepsOf(state)).toEqual([
        { type, id: 'a' },
        {
          type: 'model_output',
          content: [{ type: 'text', text: 'Hi there', annotations: [{ type: 'url_citation' }] }, image],
        },
        { type: 'model_output', content: [{ type: 'text', text: 'End' }] },
      ]);
    },
  );

  it('under the index of another step goes to the answer that is open', () => {
    const state = fold([
      created(),
      start(0, 'google_search_call'),
      start(1, 'model_output'),
      text(0, 'Hi'),
      text(1, '!'),
    ]);
    expect(stepsOf(state)[1]).toEqual({ type: 'model_output', content: [{ type: 'text', text: 'Hi!' }] });
  });

  it('of adjacent model outputs stays apart', () => {
    const state = fold([
      created(),
      start(0, 'model_output'),
      text(0, 'a'),
      stop(0),
      start(1, 'model_output'),
      text(1, 'b'),
      stop(1),
    ]);
    expect(stepsOf(state)).toEqual([
      { type: 'model_output', content: [{ type: 'text', text: 'a' }] },
      { type: 'model_output', content: [{ type: 'text', text: 'b' }] },
    ]);
  });
});

describe('annotations', () => {
  const citation = { type: 'url_citation', url: 'https://a.example', start_index: 0, end_index: 2 };

  it('belong to the last text item, in the order in which they come, equal ones too', () => {
    const annotate = { type: 'text_annotation_delta', annotations: [citation, citation] };
    const image = { type: 'image', data: 'AA==', mime_type: 'image/png' };
    expect(
      contentOf([{ type: 'text', text: 'Hi' }, annotate, image, { type: 'text_annotation', annotations: [citation] }]),
    ).toEqual([{ type: 'text', text: 'Hi', annotations: [citation, citation, citation] }, image]);
    expect(contentOf([{ type: 'text', text: 'Hi' }, image, { type: 'text', text: 'Ho' }, image, annotate])).toEqual([
      { type: 'text', text: 'Hi' },
      image,
      { type: 'text', text: 'Ho', annotations: [citation, citation] },
      image,
    ]);
  });

  it('may come before the text, and along with it', () => {
    const before = { type: 'text_annotation_delta', annotations: [citation] };
    expect(contentOf([before, { type: 'text', text: 'Hi', annotations: [citation] }])).toEqual([
      { type: 'text', text: 'Hi', annotations: [citation, citation] },
    ]);
  });

  it('go on from those that the text of step.start has', () => {
    const content = [{ type: 'text', text: 'Hi', annotations: [citation] }];
    const later = { ...citation, end_index: 5 };
    expect(contentOf([{ type: 'text', text: ' you' }, { annotations: [later] }], { content })).toEqual([
      { type: 'text', text: 'Hi you', annotations: [citation, later] },
    ]);
  });

  it('of an unknown type are kept as they came', () => {
    const odd = { type: 'hologram_citation', voxel: [1, 2] };
    expect(
      contentOf([
        { type: 'text', text: 'a' },
        { type: 'text_annotation_delta', annotations: [odd] },
      ]),
    ).toEqual([{ type: 'text', text: 'a', annotations: [odd] }]);
  });
});

describe('media', () => {
  const png = { type: 'image', data: 'AAAA', mime_type: 'image/png' };
  const wav = { type: 'audio', data: 'QQ==', mime_type: 'audio/wav', sample_rate: 24_000 };

  it('is a new item with each whole delta', () => {
    expect(contentOf([png, png])).toEqual([png, png]);
  });

  it.each(['image', 'video', 'document'])('%s data without a mime type continues the inline one before it', (type) => {
    const first = { type, data: 'AAAA', mime_type: `${type}/x` };
    expect(contentOf([first, { type, data: 'BBBB' }, { type, data: 'CC==' }])).toEqual([
      { ...first, data: 'AAAABBBBCC==' },
    ]);
  });

  it('fills an item that has no payload yet', () => {
    expect(
      contentOf([
        { type: 'image', mime_type: 'image/png' },
        { type: 'image', mime_type: 'image/png', data: 'AAAA' },
      ]),
    ).toEqual([png]);
    expect(
      contentOf([
        { type: 'video', mime_type: 'video/mp4' },
        { type: 'video', uri: 'gs://a/b' },
      ]),
    ).toEqual([{ type: 'video', mime_type: 'video/mp4', uri: 'gs://a/b' }]);
  });

  it('by reference is always an item of its own', () => {
    const video = { type: 'video', uri: 'gs://a/b' };
    expect(contentOf([video, video])).toEqual([video, video]);
    expect(contentOf([png, { type: 'image', uri: 'gs://a/c' }])).toEqual([png, { type: 'image', uri: 'gs://a/c' }]);
  });

  it('that is audio by reference is no piece of the inline one before it', () => {
    const song = { type: 'audio', uri: 'gs://a/song' };
    expect(contentOf([wav, song])).toEqual([wav, song]);
  });

  it('that is audio comes in pieces, each padded by itself, and becomes one', () => {
    const pieces = [wav, { type: 'audio', data: 'QkM=' }, { type: 'audio', data: 'REU=', mime_type: 'audio/wav' }];
    expect(contentOf(pieces)).toEqual([{ ...wav, data: Buffer.from('ABCDE').toString('base64') }]);
  });

  it('that is audio takes its rate from whichever piece tells it', () => {
    expect(
      contentOf([
        { type: 'audio', data: 'QQ==' },
        { type: 'audio', sample_rate: 16_000 },
        { type: 'audio', data: 'Qg==', channels: 2 },
      ]),
    ).toEqual([{ type: 'audio', data: 'QUI=', sample_rate: 16_000, channels: 2 }]);
  });

  it('that is audio begins anew under another mime type, and after text', () => {
    const mp3 = { type: 'audio', data: 'Qg==', mime_type: 'audio/mp3' };
    expect(contentOf([wav, mp3, { type: 'text', text: 'x' }, { type: 'audio', data: 'Qw==' }])).toEqual([
      wav,
      mp3,
      { type: 'text', text: 'x' },
      { type: 'audio', data: 'Qw==' },
    ]);
  });

  it('is joined whatever ends it: another item, the end of its step, of the interaction, or a late piece', () => {
    const open = [created(), start(0, 'model_output'), delta(0, wav), delta(0, { type: 'audio', data: 'Qg==' })];
    const joined = [{ ...wav, data: 'QUI=' }];
    expect(stepsOf(fold([...open, text(0, 'x')]))[0]?.content).toEqual([...joined, { type: 'text', text: 'x' }]);
    expect(stepsOf(fold([...open, stop(0)]))[0]?.content).toEqual(joined);
    expect(stepsOf(fold([...open, completed()]))[0]?.content).toEqual(joined);
    const late = fold([...open, stop(0), delta(0, { type: 'audio', data: 'Qw==' })]);
    expect(stepsOf(late)[0]?.content).toEqual([{ ...wav, data: 'QUJD' }]);
    expect(late.steps[0]?.pendingData).toBeUndefined();
  });

  it('that is audio in many pieces is joined as it comes, in time proportional to its length', () => {
    const encode = vi.spyOn(globalThis, 'btoa');
    const bytes = Uint8Array.from({ length: 100 }, (_, at) => at);
    const piece = delta(0, { type: 'audio', data: Buffer.from(bytes).toString('base64'), mime_type: 'audio/l16' });
    let state = fold([created(), start(0, 'model_output'), piece]);
    const sizeOf = () => {
      const [audio] = (stepsOf(state)[0] as { content?: { data: string }[] }).content ?? [];
      return Buffer.from(audio?.data ?? '', 'base64').length;
    };
    for (let count = 2; count <= 1000; count += 1) {
      state = fold([piece], state);
      expect(sizeOf()).toBeGreaterThanOrEqual(count * bytes.length * 0.79);
    }
    const work = encode.mock.calls.reduce((sum, [text]) => sum + text.length, 0);
    encode.mockRestore();
    expect(sizeOf()).toBeLessThanOrEqual(100_000);
    expect(work).toBeLessThan(6 * 100_000);
    state = fold([stop(0)], state);
    expect(sizeOf()).toBe(100_000);
  });

  it.each([7, {}, [], true])('with %j for data is kept as an item, and joined with nothing', (data) => {
    expect(contentOf([wav, { type: 'audio', data }, { type: 'audio', data: 'Qg==' }])).toEqual([
      wav,
      { type: 'audio', data },
      { type: 'audio', data: 'Qg==' },
    ]);
  });

  it('of other clients lies flat', () => {
    expect(contentOf([{ inlineData: { data: 'AAAA', mimeType: 'image/png' } }])).toEqual([png]);
  });
});

describe('a thought', () => {
  /** The thought into which these deltas are folded. */
  const thoughtOf = (deltas: readonly object[], fields = {}) =>
    stepsOf(
      fold([created(), start(0, 'thought', fields), ...deltas.map((fields) => delta(0, { ...fields })), stop(0)]),
    )[0];
  const title = { type: 'text', text: '**One**\n\nHm.\n\n\n' };
  const image = { type: 'image', data: 'AA==', mime_type: 'image/png' };

  it('has an entry a summary delta, in order, images among them', () => {
    const summaries = [title, image, title].map((content) => ({ type: 'thought_summary', content }));
    expect(thoughtOf(summaries)).toEqual({ type: 'thought', summary: [title, image, title] });
  });

  it('takes a summary as bare text, without a type, as a list, and under the names of former revisions', () => {
    const deltas = [
      { type: 'thought_summary', content: 'a' },
      { type: 'thought_summary', content: { text: 'b' } },
      { type: 'thought_summary', content: [{ text: 'c' }, 'd'] },
      { type: 'thought_summary', text: 'e' },
      { type: 'thought', text: 'f' },
      { type: 'thought', summary: [{ text: 'g' }, { text: 'h' }] },
      { content: { text: 'i' } },
    ];
    expect(thoughtOf(deltas)).toEqual({
      type: 'thought',
      summary: [...'abcdefghi'].map((text) => ({ type: 'text', text })),
    });
  });

  it.each(['a', { text: 'a' }, [{ text: 'a' }], ['a']])('goes on from the summary %j of step.start', (summary) => {
    expect(
      thoughtOf([{ type: 'thought_summary', content: { type: 'text', text: 'b' } }], { summary, signature: '' }),
    ).toEqual({
      type: 'thought',
      signature: '',
      summary: [
        { type: 'text', text: 'a' },
        { type: 'text', text: 'b' },
      ],
    });
  });

  it('is a thought of its own under the index of an answer', () => {
    const state = fold([created(), start(0, 'model_output'), delta(0, { type: 'thought_summary', content: title })]);
    expect(stepsOf(state)).toEqual([{ type: 'model_output' }, { type: 'thought', summary: [title] }]);
  });

  it('takes text and media that name no summary into its summary', () => {
    expect(thoughtOf([{ text: 'a' }, { text: 'b' }, image])).toEqual({
      type: 'thought',
      summary: [{ type: 'text', text: 'ab' }, image],
    });
  });

  it('has the last signature that says something', () => {
    const signatures = ['c2ln', '', 'bmV3', ''].map((signature) => ({ type: 'thought_signature', signature }));
    expect(thoughtOf(signatures, { signature: '' })).toEqual({ type: 'thought', signature: 'bmV3' });
    expect(
      thoughtOf([{ type: 'thought_signature', signature: '' }, { type: 'thought_signature' }], { signature: 'c2ln' }),
    ).toEqual({
      type: 'thought',
      signature: 'c2ln',
    });
  });

  it('takes a signature that comes along with a summary, or alone without a type', () => {
    const expected = { type: 'thought', summary: [title], signature: 'c2ln' };
    expect(thoughtOf([{ type: 'thought_summary', content: title, signature: 'c2ln' }])).toEqual(expected);
    expect(thoughtOf([{ type: 'thought_summary', content: title }, { signature: 'c2ln' }])).toEqual(expected);
  });
});
