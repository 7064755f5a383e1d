import type { Step } from '../../src/protocol/Step.ts';

/** What an agent does over and over: it thinks, calls a function that the server runs, searches, runs code, and says how far it is. */
export function agentSteps(count: number): Step[] {
  const steps: Step[] = [];
  for (let round = 0; steps.length < count; round += 1) {
    steps.push(
      {
        type: 'thought',
        summary: [{ type: 'text', text: `**Reading chapter ${round}**\n\nThe sources of chapter ${round} disagree.` }],
      },
      {
        type: 'function_call',
        id: `f${round}`,
        name: 'read_file',
        arguments: { path: `notes/${round}.md`, lines: 40 },
      },
      { type: 'function_result', call_id: `f${round}`, name: 'read_file', result: { lines: 40, words: 100 + round } },
      { type: 'google_search_call', id: `s${round}`, arguments: { queries: [`chapter ${round} sources`] } },
      { type: 'google_search_result', call_id: `s${round}`, result: [{ title: `Source ${round}` }] } as unknown as Step,
      { type: 'code_execution_call', id: `c${round}`, arguments: { code: `print(${round})` } } as Step,
      { type: 'code_execution_result', call_id: `c${round}`, result: `${round}\n` } as Step,
    );
    if (round % 10 === 9) {
      const text = `Chapters up to **${round}** are read. Nothing in them contradicts the first ones, but for a date.`;
      steps.push({ type: 'model_output', content: [{ type: 'text', text }] });
    }
  }
  return steps.slice(0, count);
}
