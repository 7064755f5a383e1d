import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import type { RecordingName } from '../../src/testing/recordings.ts';
import { setUpPlayground } from './setUpPlayground.ts';

const { open } = setUpPlayground();

/** What is on the screen when a recording has been played to its end. */
interface Ending {
  /** Words that stand in the thread. */
  says: readonly string[];
  /** How many of each component, by `data-slot`. */
  shows: { readonly [slot: string]: number };
}

const ENDINGS: Record<RecordingName, Ending> = {
  audio: { says: [], shows: { 'model-output': 1, 'audio-item': 1 } },
  'code-execution': {
    says: ['Thought', 'Ran code', 'one cell too short'],
    shows: { 'thought-summary': 2, 'tool-card': 2, 'model-output': 1 },
  },
  counting: { says: ['1, 2, 3,', '24, 25'], shows: { 'thought-summary': 1, 'model-output': 1 } },
  'deep-research': {
    says: ['clearest case of advantage'],
    shows: { 'thought-summary': 9, 'model-output': 2 },
  },
  'file-search': {
    says: ['Searched files', 'The handbook allows 28 days', 'Zürich'],
    shows: { 'thought-summary': 1, 'tool-card': 1, 'model-output': 1 },
  },
  'function-call-turn-1': {
    says: ['get_weather', 'Paris', 'Waiting for the result of get_weather'],
    shows: { 'thought-summary': 1, 'function-call-card': 1, 'model-output': 0, notice: 1 },
  },
  'function-call-turn-2': {
    says: ['a temperature of 22°C'],
    shows: { 'thought-summary': 1, 'model-output': 1, notice: 0 },
  },
  'grounded-answer': {
    says: ['Physiology or Medicine', 'Searched the web', 'regulatory T cells – the immune system’s'],
    shows: { 'thought-summary': 1, 'model-output': 1, 'search-result-card': 1, 'search-suggestions': 1, sources: 1 },
  },
  incomplete: {
    says: ['Mapping the Proof', 'token limit'],
    shows: { 'thought-summary': 1, notice: 1, 'model-output': 0 },
  },
  'interleaved-images': {
    says: ['Part 1: The New Amphitheatre', 'the gate of the living'],
    shows: { 'thought-summary': 3, 'model-output': 4, 'image-step': 3 },
  },
  maps: {
    says: ['Searched Google Maps', 'Caffè della Luna', 'half past nine'],
    shows: { 'thought-summary': 1, 'tool-card': 1, 'model-output': 1 },
  },
  mcp: { says: ['search_tickets', 'plotter-2'], shows: { 'thought-summary': 1, 'tool-card': 3, 'model-output': 1 } },
  'mid-stream-error': {
    says: ['scattered roughly five times as much as red', 'The service is busy just now', 'Try again'],
    shows: { 'thought-summary': 1, 'model-output': 1, notice: 1 },
  },
  'migration-dialect': {
    says: ['get_weather', 'Boston', 'rain is expected to last until about 9 pm'],
    shows: { 'thought-summary': 2, 'function-call-card': 1, 'search-result-card': 1, 'model-output': 1, notice: 0 },
  },
  'parallel-function-calls': {
    says: ['get_weather', 'search_flights', 'search_hotels', 'convert_currency', 'list_calendar_events'],
    shows: { 'thought-summary': 1, 'function-call-card': 5, notice: 1 },
  },
  rtl: { says: ['الأفلاج في سلطنة عُمان', 'فلج دارس'], shows: { 'thought-summary': 1, 'model-output': 1 } },
  'search-and-function-call': {
    says: ['Searched the web', 'get_weather'],
    shows: { 'search-result-card': 1, 'thought-summary': 1, 'function-call-card': 1, notice: 1 },
  },
  thinking: {
    says: ['Shaping the Answer', 'def gcd(a: int, b: int)', 'shared: 3 · 7 = 21'],
    shows: { 'thought-summary': 1, 'model-output': 1, 'code-block': 1 },
  },
  'tool-agent': {
    says: ['list_directory', 'run_command', 'edit_file', 'Searched the web', 'The test passes now'],
    shows: {
      'user-input': 1,
      'thought-summary': 3,
      'function-call-card': 4,
      'search-result-card': 1,
      'tool-card': 1,
      'model-output': 1,
    },
  },
  transcription: { says: ['welcome to the call', 'Up four percent'], shows: { 'model-output': 1 } },
  'unknown-things': {
    says: ['hologram', 'Jupiter is the bright one'],
    shows: { 'thought-summary': 1, 'tool-card': 1, 'model-output': 1, notice: 0 },
  },
  'url-context': {
    says: ['Read pages', 'Last-Event-ID', 'behind a paywall'],
    shows: { 'thought-summary': 1, 'tool-card': 1, 'model-output': 1 },
  },
};

async function countSlots(page: Page, slots: readonly string[]) {
  const counts = slots.map(async (slot) => [slot, await page.locator(`[data-slot="${slot}"]`).count()]);
  return Object.fromEntries(await Promise.all(counts));
}

test.each(Object.entries(ENDINGS))('%s ends with all its steps on the screen', async (recording, { says, shows }) => {
  const page = await open({ recording, pace: 2, functions: 'manual' });
  await page.getByRole('button', { name: 'Retry' }).waitFor();
  // With what folds when the turn is over.
  const text = (await page.locator('[data-slot="steps"]').textContent()) ?? '';
  for (const words of says) expect(text).toContain(words);
  expect(await countSlots(page, Object.keys(shows))).toEqual(shows);
});
