import type { Candidate } from './Candidate.ts';

const encoder = new TextEncoder();

/** What the benchmark itself costs: deltas are made and encoded, and nobody draws them. */
export const candidate: Candidate = {
  async mount(root) {
    let size = 0;
    let last = '';
    return {
      push(delta) {
        size += encoder.encode(`event: step.delta\ndata: ${JSON.stringify({ type: 'text', text: delta })}\n\n`).length;
        last = `${last.slice(-delta.length)}${delta}`;
      },
      end: () => void (root.textContent = `${size} ${last}`),
    };
  },
};
