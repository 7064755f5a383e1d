import { expect, test } from 'vitest';
import { defaultLabels, mergeLabels, type Labels, type LabelsOverride } from '../../../src/react/labels.ts';

test('without words of its own a provider leaves the very same labels', () => {
  expect(mergeLabels(defaultLabels, undefined)).toBe(defaultLabels);
});

test('a word is replaced by itself, in a group and in a map, and all others stay', () => {
  const counts = { google_search: (count: number) => `${count} Suchen`, weather: () => 'Wetter' };
  const { activity, notice, search, ...rest } = mergeLabels(defaultLabels, {
    activity: { counts },
    notice: { errors: { network: 'Abgebrochen.' }, queued: 'Wartet' },
    search: { types: { news: { active: 'Sucht', done: 'Gesucht' } } },
  });
  const base = defaultLabels;
  expect(activity).toEqual({ ...base.activity, counts: { ...base.activity.counts, ...counts } });
  expect(notice).toEqual({
    ...base.notice,
    errors: { ...base.notice.errors, network: 'Abgebrochen.' },
    queued: 'Wartet',
  });
  expect(Object.keys(search.types)).toEqual(['image_search', 'enterprise_web_search', 'news']);
  for (const [group, words] of Object.entries(rest)) expect(words).toEqual(base[group as keyof Labels]);
});

test('providers nest: what an inner one does not say is the outer one’s', () => {
  const outer = mergeLabels(defaultLabels, { notice: { errors: { network: 'Abgebrochen.', busy: 'Überlastet.' } } });
  const { errors } = mergeLabels(outer, { notice: { errors: { busy: 'Später.' } } }).notice;
  expect(errors).toEqual({ ...defaultLabels.notice.errors, network: 'Abgebrochen.', busy: 'Später.' });
});

test('what is empty replaces nothing, and the defaults are left alone', () => {
  const before = structuredClone(defaultLabels.notice.errors);
  const nothing = { notice: { errors: { network: undefined }, stopped: undefined }, thought: null };
  expect(mergeLabels(defaultLabels, nothing as unknown as LabelsOverride)).toEqual(defaultLabels);
  mergeLabels(defaultLabels, { notice: { errors: { network: 'Abgebrochen.' } } });
  expect(defaultLabels.notice.errors).toEqual(before);
});

test('every kind of error has a plain sentence, which names nothing that only developers know', () => {
  for (const sentence of Object.values(defaultLabels.notice.errors)) {
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(sentence.length).toBeLessThan(90);
    expect(sentence).not.toMatch(/API|HTTP|proxy|params|key|model id|CORS|JSON|url/i);
  }
});
