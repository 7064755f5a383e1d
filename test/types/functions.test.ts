import { toStandardJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { describe, test } from 'vitest';
import { z } from 'zod';
import { defineFunction, type InteractionFunctions } from '../../src/store/functions/InteractionFunction.ts';
import { claim, type IsAny, type Same } from './claims.ts';

describe('defineFunction', () => {
  test('types run and needsApproval by a JSON Schema', () => {
    defineFunction({
      parameters: {
        type: 'object',
        properties: {
          place: { type: 'string' },
          unit: { enum: ['c', 'f'] },
          days: { type: 'array', items: { type: 'integer' } },
          at: { type: 'object', properties: { lat: { type: 'number' } }, required: ['lat'] },
          now: { type: 'boolean' },
          anything: {},
        },
        required: ['place', 'at'],
      },
      needsApproval: (args) => args.place !== '',
      run(args, { signal, argumentsText }) {
        claim<
          Same<
            typeof args,
            {
              place: string;
              at: { lat: number };
              unit?: 'c' | 'f';
              days?: number[];
              now?: boolean;
              anything?: unknown;
            }
          >
        >();
        claim<Same<typeof signal, AbortSignal>>();
        claim<Same<typeof argumentsText, string>>();
        // @ts-expect-error -- there is no such argument
        return args.city as unknown;
      },
    });
  });

  test('types run by what a Standard Schema gives out: zod, valibot', () => {
    defineFunction({
      parameters: z.object({ place: z.string(), days: z.number().default(1) }),
      run: (args) => claim<Same<typeof args, { place: string; days: number }>>(),
    });
    defineFunction({
      parameters: toStandardJsonSchema(v.object({ place: v.string(), days: v.optional(v.number(), 1) })),
      run: (args) => claim<Same<typeof args, { place: string; days: number }>>(),
    });
    defineFunction({
      parameters: v.object({ place: v.string() }),
      jsonSchema: { type: 'object' },
      run: (args) => claim<Same<typeof args, { place: string }>>(),
    });
  });

  test('makes functions for the hook; without it, arguments are any', () => {
    const functions = {
      typed: defineFunction({ parameters: z.object({ a: z.string() }), run: ({ a }) => a }),
      plain: { run: (args: { a: string }) => args.a },
      bare: {},
    } satisfies InteractionFunctions;
    claim<Same<keyof typeof functions, 'typed' | 'plain' | 'bare'>>();
    const loose: InteractionFunctions = {
      inline: { run: (args) => claim<IsAny<typeof args>>() },
    };
    claim<Same<typeof loose, InteractionFunctions>>();
  });
});
