// @vitest-environment jsdom
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { fromGenerateContent } from '../../../../src/bridges/generateContent/fromGenerateContent.ts';
import { InteractionSteps } from '../../../../src/components/thread/InteractionSteps.tsx';
import { createInteractionStore, type InteractionStore } from '../../../../src/store/thread/createInteractionStore.ts';
import { chunk, chunksOf, generate, recording, STOP, text } from './answers.ts';

let store: InteractionStore;
beforeEach(() => {
  cleanup();
  store = createInteractionStore({ scheduler: { schedule: (flush) => (flush(), () => undefined) } });
});

/** An app that was written for `generateContentStream`: it has the stream, and draws it. */
async function show(source: Parameters<typeof fromGenerateContent>[0], input: string): Promise<HTMLElement> {
  const { container } = render(<InteractionSteps stream={{ store }} />);
  await act(async () => {
    await store.getState().attach(fromGenerateContent(source), { input });
  });
  return container;
}

const slots = (container: HTMLElement): (string | null)[] =>
  [...container.querySelectorAll('[data-slot][data-state]')].map((element) => element.getAttribute('data-slot'));

describe('an app written against generateContentStream', () => {
  it('draws the cards of function calls, which take their results', async () => {
    const user = userEvent.setup();
    const container = await show(generate(chunksOf('function-call')), 'Weather in Zürich and Kraków?');
    expect(screen.getByText('Weather in Zürich and Kraków?')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: /Choosing the tool/ }));
    expect(screen.getByText(/so I need the weather function twice/)).toBeTruthy();
    const cards = container.querySelectorAll('[data-slot="function-call-card"]');
    expect(cards).toHaveLength(2);
    expect(cards[0]?.getAttribute('data-state')).toBe('requires_action');
    expect(cards[0]?.textContent).toContain('get_weather');

    const input = ['k2f9x1ab', 'p7d3m0cd'].map((call_id) => ({
      type: 'function_result' as const,
      call_id,
      name: 'get_weather',
      result: { temperature: 21 },
    }));
    const next = fromGenerateContent(generate([chunk([text('21 degrees in both.')], STOP)]));
    await act(async () => {
      await store.getState().attach(next, { input });
    });
    expect([...cards].map((card) => card.getAttribute('data-state'))).toEqual(['done', 'done']);
    expect(screen.getByText('21 degrees in both.')).toBeTruthy();
  });

  it('draws the card of a search with its suggestions, and citations with their sources', async () => {
    const user = userEvent.setup();
    const container = await show(new Response(recording('google-search')), 'Who won Euro 2024?');
    const card = container.querySelector<HTMLElement>('[data-slot="search-result-card"]');
    expect(card?.getAttribute('data-state')).toBe('done');
    const suggestions = container.querySelector('[data-slot="search-suggestions"] iframe');
    expect(suggestions?.getAttribute('srcdoc')).toContain('who won euro 2024');
    await user.click(within(card as HTMLElement).getByRole('button'));
    expect(within(card as HTMLElement).getByText('euro 2024 final winner goal')).toBeTruthy();
    const answer = container.querySelector<HTMLElement>('[data-slot="model-output"]') as HTMLElement;
    const hrefs = within(answer)
      .getAllByRole('link')
      .map((link) => link.getAttribute('href'));
    expect(hrefs).toContainEqual(expect.stringContaining('grounding-api-redirect/AUZIYQEq1'));
    expect(hrefs).toContainEqual(expect.stringContaining('grounding-api-redirect/AUZIYQFx2'));
    expect(answer.textContent).toContain('Mikel Oyarzabal scored the winner in the 86th minute.');
  });

  it('draws the card of code that ran, what it printed and drew, and the answer', async () => {
    const user = userEvent.setup();
    const container = await show(generate(chunksOf('code-execution')), 'Sum of the first five primes?');
    const card = container.querySelector<HTMLElement>('[data-slot="tool-card"]');
    expect(card?.getAttribute('data-state')).toBe('done');
    await user.click(within(card as HTMLElement).getByRole('button'));
    expect(card?.textContent).toContain('while len(primes) < 5:');
    expect(card?.textContent).toContain('[2, 3, 5, 7, 11] 28');
    expect(container.querySelector('[data-slot="model-output"] img')).toBeTruthy();
    expect(screen.getByText('28').tagName).toBe('STRONG');
    expect(slots(container)).not.toContain('unknown-step');
  });

  it('says that a stream broke off, and what a refusal is for', async () => {
    await show(generate([chunk([text('Well')])]), 'Hi');
    expect(document.querySelector('[data-slot="notice"]')?.textContent).toMatch(/ended before/);
    cleanup();
    store.getState().clear();
    await show(generate([chunk([], { finishReason: 'SAFETY' })]), 'Hi');
    expect(document.querySelector('[data-slot="notice"][data-state="error"]')?.textContent).toContain('unsafe');
  });
});
