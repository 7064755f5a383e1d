import { describe, expect, test } from 'vitest';
import { normalizeEvent } from '../../../src/protocol/normalizeEvent.ts';
import { normalizeInteraction } from '../../../src/protocol/normalizeInteraction.ts';

/** Values along every own key, `__proto__` as any other. */
function dig(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => Object.getOwnPropertyDescriptor(inner as object, key)?.value as unknown,
    value,
  );
}

describe('keys that reach for the prototype', () => {
  test('stay ordinary keys in everything that is copied', () => {
    const evil = '"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}';
    const sources: [json: string, path: string[]][] = [
      [`{"type":"step.stop","index":"1",${evil}}`, []],
      [`{"type":"interaction.complete","id":"v1",${evil}}`, ['interaction']],
      [`{"event_type":"interaction.failed","interaction":{"id":"v1",${evil}}}`, ['interaction']],
      [`{"event_type":"step.stop","usage":{"prompt_tokens":1,${evil}}}`, ['usage']],
      [`{"event_type":"error","error":{"code":1,${evil}}}`, ['error']],
      [`{"event_type":"error","code":1,${evil}}`, []],
      [`{"event_type":"step.delta","delta":{"text":"a",${evil}}}`, ['delta']],
      [`{"event_type":"step.delta","delta":{"type":"thought","text":"a",${evil}}}`, ['delta']],
      [`{"event_type":"step.delta","delta":{"type":"arguments","partial_arguments":"a",${evil}}}`, ['delta']],
      [`{"event_type":"step.delta","delta":{"type":"text","content":{"text":"a",${evil}}}}`, ['delta']],
      [`{"event_type":"step.start","step":{"type":"thought","text":"a",${evil}}}`, ['step']],
      [`{"event_type":"step.start","step":{"type":"google_search_call","query":"a",${evil}}}`, ['step']],
      [
        `{"event_type":"step.start","step":{"type":"google_search_call","query":"a","arguments":{${evil}}}}`,
        ['step', 'arguments'],
      ],
      [`{"event_type":"step.start","step":{"type":"google_search_result","rendered_content":"a",${evil}}}`, ['step']],
      [`{"event_type":"content.start","content":{"text":"a",${evil}}}`, ['step', 'content', '0']],
      [
        `{"event_type":"content.start","content":{"type":"text","annotations":[{"uri":"a",${evil}}]}}`,
        ['step', 'content', '0', 'annotations', '0'],
      ],
    ];
    for (const [json, path] of sources) {
      const copy = dig(normalizeEvent(JSON.parse(json)), ...path) as object;
      expect([
        json,
        Object.getPrototypeOf(copy) === Object.prototype,
        dig(copy, '__proto__', 'polluted'),
        dig(copy, 'constructor', 'prototype', 'polluted'),
      ]).toStrictEqual([json, true, 'yes', 'yes']);
    }
    expect('polluted' in Object.prototype).toBe(false);
  });

  test('are not taken over from the wrapper of a medium, of which only the medium counts', () => {
    const event = normalizeEvent(
      JSON.parse(
        '{"event_type":"step.delta","delta":{"inlineData":{"data":"AA==","mimeType":"image/png","__proto__":{"polluted":"yes"}}}}',
      ),
    );
    expect(event).toStrictEqual({
      event_type: 'step.delta',
      delta: { type: 'image', data: 'AA==', mime_type: 'image/png' },
    });
  });

  test('do not lend a type, a status or a name to what has none', () => {
    expect(normalizeEvent(JSON.parse('{"__proto__":{"event_type":"step.stop"}}'))).toMatchObject({
      event_type: 'unknown',
    });
    expect(normalizeEvent({ event_type: 'interaction.constructor' })).toStrictEqual({
      event_type: 'interaction.constructor',
    });
    expect(
      normalizeEvent({ event_type: 'step.stop', usage: JSON.parse('{"toString":1,"__proto__":2}') }),
    ).toStrictEqual({
      event_type: 'step.stop',
      usage: JSON.parse('{"toString":1,"__proto__":2}'),
    });
  });
});

describe('values that bite their own tail', () => {
  test('are normalised like any other', () => {
    const keys = [
      'delta',
      'step',
      'content',
      'interaction',
      'error',
      'errors',
      'usage',
      'steps',
      'outputs',
      'inlineData',
      'annotations',
      'arguments',
      'result',
      'summary',
      'metadata',
    ];
    const types = [
      'step.delta',
      'step.start',
      'content.start',
      'interaction.created',
      'interaction.failed',
      'error',
      '',
      'content',
      'thought',
      'text',
      'image',
      'google_search_call',
    ];
    for (const event_type of types) {
      for (const type of types) {
        const circle: Record<string, unknown> = { event_type, type };
        for (const key of keys) circle[key] = key.endsWith('s') ? [circle] : circle;
        expect(typeof normalizeEvent(circle, 'step.delta').event_type).toBe('string');
        expect(() => normalizeInteraction(circle)).not.toThrow();
      }
    }
  });

  test('are as deep as they like', () => {
    let deep: unknown = 'x';
    for (let depth = 0; depth < 100_000; depth += 1)
      deep = { type: 'content', content: deep, error: [deep], inlineData: deep };
    expect(normalizeEvent({ event_type: 'step.delta', delta: deep }).event_type).toBe('step.delta');
    expect(normalizeEvent({ error: deep }).event_type).toBe('error');
  });
});

describe('the value that was given', () => {
  test('is never changed', () => {
    const value = Object.freeze({
      type: 'content.start',
      index: '1',
      content: Object.freeze({ text: 'a', annotations: Object.freeze([Object.freeze({ uri: 'u' })]) }),
    });
    expect(normalizeEvent(value)).toStrictEqual({
      event_type: 'step.start',
      index: 1,
      step: {
        type: 'model_output',
        content: [{ type: 'text', text: 'a', annotations: [{ type: 'url_citation', url: 'u' }] }],
      },
    });
  });
});
