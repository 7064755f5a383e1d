import { test } from 'vitest';
import type { InteractionStreamErrorType } from '../../src/stream/InteractionStreamError.ts';
import { defaultLimits, type InteractionLimits } from '../../src/stream/InteractionLimits.ts';
import type { InteractionParserOptions } from '../../src/stream/createInteractionParser.ts';
import type { ReadSourceOptions } from '../../src/stream/readSource.ts';
import type { InteractionStreamOptions } from '../../src/store/thread/InteractionStreamOptions.ts';
import type { InteractionProviderProps } from '../../src/react/InteractionProvider.tsx';
import { claim, type Same } from './claims.ts';

test('one object of limits is taken everywhere, and any of them may be left out', () => {
  claim<Same<InteractionStreamOptions['limits'], InteractionLimits | undefined>>();
  claim<Same<InteractionProviderProps['limits'], InteractionLimits | undefined>>();
  claim<Same<InteractionParserOptions['limits'], InteractionLimits | undefined>>();
  claim<Same<ReadSourceOptions['limits'], InteractionLimits | undefined>>();
  const none: InteractionLimits = {};
  const some: InteractionLimits = { ...none, streamBytes: Infinity, entries: 10 };
  // @ts-expect-error -- a limit is a number
  const wrong: InteractionLimits = { ...some, steps: '10' };
  // @ts-expect-error -- there is no such limit
  const unknown: InteractionLimits = { ...wrong, stepCount: 10 };
  void unknown;
});

test('the defaults are all there, and nobody changes them', () => {
  claim<Same<keyof typeof defaultLimits, keyof InteractionLimits>>();
  claim<Same<(typeof defaultLimits)['entries'], number>>();
  // @ts-expect-error -- they are read-only
  defaultLimits.entries = 10;
});

test('a limit that is met is an error of its own type', () => {
  const type: InteractionStreamErrorType = 'limit';
  void type;
});
