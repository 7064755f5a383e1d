import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/testing.ts';
import { parseFaults } from '../../../src/testing/parseFaults.ts';

/** `Record` makes the compiler demand each fault. */
const WRITTEN: Record<Fault['type'], readonly [string, Fault]> = {
  cut_at: ['cut_at=1200,break', { type: 'cut_at', bytes: 1200, how: 'break' }],
  cut_after: ['cut_after=0,close', { type: 'cut_after', events: 0, how: 'close' }],
  stall_after: ['stall_after=5', { type: 'stall_after', events: 5 }],
  garbage_after: ['garbage_after=3', { type: 'garbage_after', events: 3 }],
  error_after: ['error_after=3,gateway_timeout', { type: 'error_after', events: 3, code: 'gateway_timeout' }],
  bare_error_after: ['bare_error_after=3,safety', { type: 'bare_error_after', events: 3, code: 'safety' }],
  bare_error_array_after: ['bare_error_array_after=3', { type: 'bare_error_array_after', events: 3 }],
  repeat: ['repeat=2', { type: 'repeat', events: 2 }],
  ignore_last_event_id: ['ignore_last_event_id', { type: 'ignore_last_event_id' }],
  without_event_ids: ['without_event_ids', { type: 'without_event_ids' }],
  comments: ['comments', { type: 'comments' }],
  crlf: ['crlf', { type: 'crlf' }],
  split_utf8: ['split_utf8', { type: 'split_utf8' }],
  drip: ['drip=16,50', { type: 'drip', bytes: 16, ms: 50 }],
  http_error: [
    'http_error=429,3,too_many_requests',
    { type: 'http_error', status: 429, retryAfter: 3, code: 'too_many_requests' },
  ],
  html_page: ['html_page=502', { type: 'html_page', status: 502 }],
  unreachable: ['unreachable', { type: 'unreachable' }],
  cancel_error: ['cancel_error', { type: 'cancel_error' }],
};

describe('parseFaults', () => {
  test.each(Object.values(WRITTEN))('reads %s', (text, fault) => {
    expect(parseFaults(text)).toEqual([fault]);
  });

  test.each([
    ['', []],
    [' cut_at = 7 ; ; crlf ;', [{ type: 'cut_at', bytes: 7 }, { type: 'crlf' }]],
    ['cut_at=7,', [{ type: 'cut_at', bytes: 7 }]],
    ['http_error=503,,api_error', [{ type: 'http_error', status: 503, code: 'api_error' }]],
  ])('reads "%s"', (text, faults) => {
    expect(parseFaults(text)).toEqual(faults);
  });

  test.each([
    ['cut_at', 'cut_at=bytes,how?'],
    ['cut_at=', 'cut_at=bytes,how?'],
    ['cut_at=-1', 'cut_at=bytes,how?'],
    ['cut_at=1.5', 'cut_at=bytes,how?'],
    ['cut_at=7,gently', 'cut_at=bytes,how?'],
    ['cut_at=7,close,now', 'cut_at=bytes,how?'],
    ['crlf=1', 'written crlf.'],
    ['drip=5', 'drip=bytes,ms'],
    ['http_error=99', 'http_error=status,retryAfter?,code?'],
    ['html_page=600', 'html_page=status'],
    ['error_after=1,no spaces', 'error_after=events,code?'],
    ['comments;explode=1', 'There is no fault "explode". There are: cut_at, cut_after'],
    ['toString', 'There is no fault "toString".'],
  ])('says how "%s" is written', (text, hint) => {
    expect(() => parseFaults(text)).toThrow(hint);
  });
});
