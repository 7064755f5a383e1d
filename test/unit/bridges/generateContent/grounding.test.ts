import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLocator } from '../../../../src/bridges/generateContent/createLocator.ts';
import type { KnownAnnotation } from '../../../../src/protocol/Annotation.ts';
import type { TextContent } from '../../../../src/protocol/Content.ts';
import type { InteractionState } from '../../../../src/store/state/InteractionState.ts';
import { chunk, folded, STOP, stepsOf, text, typesOf } from './answers.ts';

const web = (name: string) => ({ web: { uri: `https://${name}.example/`, title: name } });
const code = { executableCode: { code: 'pass' } };
const bytes = (words: string) => new TextEncoder().encode(words).length;
const support = (segment: object, ...indices: number[]) => ({ segment, groundingChunkIndices: indices });

/** What each citation of an answer covers, by its title. */
function cited(interaction: InteractionState): string[] {
  return stepsOf(interaction).flatMap((step) =>
    ((step as { content?: TextContent[] }).content ?? []).flatMap((item) =>
      (item.annotations ?? []).map((annotation: KnownAnnotation) => {
        const said = new TextEncoder().encode(item.text).slice(annotation.start_index, annotation.end_index);
        return `${'title' in annotation ? annotation.title : annotation.type}: ${new TextDecoder().decode(said)}`;
      }),
    ),
  );
}

describe('citations', () => {
  it('of an answer in several parts are in the text that they are about, in either way of counting', async () => {
    const answer = [text('Früh. '), code, text('Ö spät. '), text('Ende.')];
    const interaction = await folded(
      chunk(answer, {
        ...STOP,
        groundingMetadata: {
          groundingChunks: [web('whole'), web('part')],
          groundingSupports: [
            support({ startIndex: bytes('Früh. Ö '), endIndex: bytes('Früh. Ö spät.'), text: 'spät.' }, 0),
            support({ partIndex: 2, startIndex: bytes('Ö '), endIndex: bytes('Ö spät.'), text: 'spät.' }, 1),
            support({ partIndex: 2, startIndex: bytes('Ö spät. '), endIndex: bytes('Ö spät. Ende.') }, 1),
            support({ endIndex: bytes('Früh.') }, 0),
          ],
        },
      }),
    );
    expect(cited(interaction)).toEqual(['whole: Früh.', 'whole: spät.', 'part: spät.', 'part: Ende.']);
  });

  it('are looked for where their offsets are wrong', async () => {
    const interaction = await folded(
      chunk([text('Ä one. Two.')], {
        ...STOP,
        groundingMetadata: {
          groundingChunks: [web('a')],
          groundingSupports: [support({ startIndex: 1, endIndex: 4, text: 'Two.' }, 0)],
        },
      }),
    );
    expect(cited(interaction)).toEqual(['a: Two.']);
  });

  it('that begin in an earlier text are shown at their end', async () => {
    const interaction = await folded(
      chunk([text('One. '), code, text('Two.')], {
        ...STOP,
        groundingMetadata: {
          groundingChunks: [web('a')],
          groundingSupports: [support({ startIndex: 0, endIndex: 9, text: 'One. Two.' }, 0)],
        },
      }),
    );
    expect(interaction.steps[2]?.step).toMatchObject({
      content: [{ annotations: [{ start_index: 0, end_index: 4 }] }],
    });
    expect(cited(interaction)).toEqual(['a: Two.']);
  });

  it('are there once, whether the metadata comes whole, again and again, or piece by piece', async () => {
    const first = support({ endIndex: 4 }, 0);
    const second = support({ startIndex: 5, endIndex: 9 }, 1);
    const chunks = [web('a'), web('b')];
    const parts = [text('One. '), text('Two.')];
    const expected = ['a: One.', 'b: Two.'];
    const metadata = (groundingChunks: object[], groundingSupports: object[]) => ({
      groundingMetadata: { groundingChunks, groundingSupports, webSearchQueries: ['q'] },
    });
    const ways = [
      [chunk(parts, { ...STOP, ...metadata(chunks, [first, second]) })],
      [chunk([], metadata(chunks, [])), chunk(parts, metadata([], [first, second])), chunk([text('')], STOP)],
      [
        chunk(parts.slice(0, 1), metadata(chunks.slice(0, 1), [first])),
        chunk(parts.slice(1), { ...STOP, ...metadata(chunks, [first, second]) }),
      ],
      [
        chunk(parts.slice(0, 1), metadata(chunks.slice(0, 1), [first])),
        chunk(parts.slice(1), { ...STOP, ...metadata(chunks.slice(1), [second]) }),
      ],
    ];
    for (const way of ways) {
      const interaction = await folded(...way);
      expect(cited(interaction)).toEqual(expected);
      expect(typesOf(interaction)).toEqual(['model_output', 'google_search_call', 'google_search_result']);
      expect(stepsOf(interaction)[1]).toMatchObject({ arguments: { queries: ['q'] } });
    }
  });

  it('of the second answer of a stream count from its own start', async () => {
    const grounded = (words: string, name: string) =>
      chunk([text(words)], {
        ...STOP,
        groundingMetadata: { groundingChunks: [web(name)], groundingSupports: [support({ endIndex: 4 }, 0)] },
      });
    expect(cited(await folded(grounded('One. ', 'a'), grounded('Two. ', 'b')))).toEqual(['a: One.', 'b: Two.']);
  });

  it('survive a stream that is cut off after them', async () => {
    const interaction = await folded(
      chunk([text('One. ')], {
        groundingMetadata: { groundingChunks: [web('a')], groundingSupports: [support({ endIndex: 4 }, 0)] },
      }),
    );
    expect(interaction).toMatchObject({ outcome: 'truncated' });
    expect(interaction.steps[0]).toMatchObject({ status: 'interrupted' });
    expect(cited(interaction)).toEqual(['a: One.']);
  });

  it('of recited text are citations, too', async () => {
    const citations = [{ startIndex: 0, endIndex: 4, uri: 'https://poems.example/', title: 'Poems' }];
    expect(cited(await folded(chunk([text('One. Two.')], { ...STOP, citationMetadata: { citations } })))).toEqual([
      'Poems: One.',
    ]);
  });
});

describe('the locator', () => {
  it('finds every segment that says where it is, and what it reads', () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        fc.array(words, { minLength: 1, maxLength: 4 }),
        fc.nat(),
        fc.nat(),
        fc.boolean(),
        (texts, n, m, byPart) => {
          const at = n % texts.length;
          const run = texts[at] ?? '';
          const points = [...run];
          const from = m % points.length;
          const said = points.slice(from).join('');
          const start = bytes(points.slice(0, from).join(''));
          const before = bytes(texts.slice(0, at).join(''));
          const segment = byPart
            ? { partIndex: at * 2, startIndex: start, endIndex: start + bytes(said) }
            : { startIndex: before + start, endIndex: before + start + bytes(said) };
          const locate = createLocator(texts.map((each, index) => ({ index: index * 3, part: index * 2, text: each })));
          expect(locate(byPart && at > 0 ? segment : { ...segment, text: said })).toEqual({
            index: at * 3,
            start_index: start,
            end_index: start + bytes(said),
          });
        },
      ),
    );
  });
});

describe('other sources', () => {
  it('are places, files and pages that were read', async () => {
    const interaction = await folded(
      chunk([text('One. Two.')], {
        ...STOP,
        groundingMetadata: {
          webSearchQueries: ['cafés'],
          googleMapsWidgetContextToken: 'token',
          groundingChunks: [
            {
              maps: {
                uri: 'https://maps.example/1',
                title: 'Café',
                placeId: 'places/1',
                placeAnswerSources: {
                  reviewSnippets: [{ title: 'Nice', googleMapsUri: 'https://maps.example/r', reviewId: 'r1' }],
                },
              },
            },
            { retrievedContext: { uri: 'file', title: 'a.pdf', fileSearchStore: 'fileSearchStores/1', pageNumber: 2 } },
          ],
          groundingSupports: [support({ endIndex: 4 }, 0), support({ startIndex: 5, endIndex: 9 }, 1, 7)],
        },
        urlContextMetadata: {
          urlMetadata: [
            { retrievedUrl: 'https://a.example', urlRetrievalStatus: 'URL_RETRIEVAL_STATUS_SUCCESS' },
            { retrievedUrl: 'https://b.example', urlRetrievalStatus: 'URL_RETRIEVAL_STATUS_PAYWALL' },
            { retrievedUrl: 'https://c.example', urlRetrievalStatus: 'URL_RETRIEVAL_STATUS_UNSPECIFIED' },
          ],
        },
      }),
    );
    const place = {
      place_id: 'places/1',
      name: 'Café',
      url: 'https://maps.example/1',
      review_snippets: [{ title: 'Nice', url: 'https://maps.example/r', review_id: 'r1' }],
    };
    const [answer, maps, found, search, searched, read, pages] = stepsOf(interaction);
    expect(answer).toMatchObject({
      content: [
        {
          annotations: [
            { type: 'place_citation', ...place, start_index: 0, end_index: 4 },
            { type: 'file_citation', file_name: 'a.pdf', page_number: 2, start_index: 5, end_index: 9 },
          ],
        },
      ],
    });
    expect(maps).toMatchObject({ type: 'google_maps_call', arguments: { queries: ['cafés'] } });
    expect(found).toMatchObject({ result: [{ places: [place], widget_context_token: 'token' }] });
    expect([search?.type, searched?.type]).toEqual(['file_search_call', 'file_search_result']);
    expect(read).toMatchObject({
      type: 'url_context_call',
      arguments: { urls: ['https://a.example', 'https://b.example', 'https://c.example'] },
    });
    expect(pages).toMatchObject({
      result: [
        { url: 'https://a.example', status: 'success' },
        { url: 'https://b.example', status: 'paywall' },
        { url: 'https://c.example' },
      ],
    });
    expect(interaction.steps).toHaveLength(7);
  });

  it('of Vertex AI are a retrieval, and of an image search a search for images', async () => {
    const interaction = await folded(
      chunk([text('One.')], {
        ...STOP,
        groundingMetadata: {
          retrievalQueries: ['q'],
          imageSearchQueries: ['cats'],
          groundingChunks: [{ retrievedContext: { uri: 'gs://a', title: 'A' } }],
        },
      }),
    );
    expect(stepsOf(interaction)).toMatchObject([
      {},
      { type: 'google_search_call', search_type: 'image_search', arguments: { queries: ['cats'] } },
      { type: 'google_search_result' },
      { type: 'retrieval_call', arguments: { queries: ['q'] } },
      { type: 'retrieval_result' },
    ]);
  });
});
