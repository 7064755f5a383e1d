import type { Candidate } from './Candidate.ts';

/** The floor: deltas appended to one text node. */
export const candidate: Candidate = {
  async mount(root, past) {
    root.style.whiteSpace = 'pre-wrap';
    const text = document.createTextNode(past.join('\n'));
    root.append(text);
    return { push: (delta) => text.appendData(delta), end: () => undefined };
  },
};
