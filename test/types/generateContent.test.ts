import type { Content, GenerateContentResponse, GoogleGenAI } from '@google/genai';
import { describe, test } from 'vitest';
import type {
  GenerateContentChunk,
  GenerateContentSource,
} from '../../src/bridges/generateContent/GenerateContentChunk.ts';
import type { fromGenerateContent } from '../../src/bridges/generateContent/fromGenerateContent.ts';
import type { toContents } from '../../src/bridges/generateContent/toContents.ts';
import type { InteractionInput } from '../../src/protocol/CreateInteractionParams.ts';
import type { InteractionSource } from '../../src/stream/InteractionSource.ts';
import { claim } from './claims.ts';

type Models = GoogleGenAI['models'];

describe('fromGenerateContent', () => {
  test('takes what @google/genai gives, as it is', () => {
    claim<GenerateContentResponse extends GenerateContentChunk ? true : false>();
    claim<ReturnType<Models['generateContentStream']> extends Promise<GenerateContentSource> ? true : false>();
    claim<ReturnType<Models['generateContent']> extends Promise<GenerateContentSource> ? true : false>();
  });

  test('gives what attach and a transport take', () => {
    claim<ReturnType<typeof fromGenerateContent> extends InteractionSource ? true : false>();
  });

  test('takes nothing else', () => {
    claim<string extends GenerateContentSource ? false : true>();
    claim<number[] extends GenerateContentSource ? false : true>();
  });
});

describe('toContents', () => {
  test('takes any input, and gives what @google/genai takes', () => {
    claim<InteractionInput extends Parameters<typeof toContents>[0] ? true : false>();
    claim<ReturnType<typeof toContents> extends Content[] ? true : false>();
  });
});
