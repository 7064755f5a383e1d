import { expect, test } from 'vitest';
import { textOfAnswer, type Step, type StepEntry } from '../../../src/index.ts';

test('the answer is the markdown of all its texts, and nothing else', () => {
  const steps = [
    { type: 'user_input', content: [{ type: 'text', text: 'Question?' }] },
    { type: 'thought', summary: [{ type: 'text', text: 'Hm.' }] },
    {
      type: 'model_output',
      content: [
        { type: 'text', text: '# One\n\n**two**\n', annotations: [{ type: 'url_citation', url: 'https://a.example' }] },
        { type: 'image', data: 'AA==' },
        { type: 'text', text: ' ' },
        { type: 'text', text: 'three' },
      ],
    },
    { type: 'model_output', content: 'four' },
    { type: 'model_output' },
  ] as unknown as Step[];
  const text = '# One\n\n**two**\n\nthree\n\nfour';
  expect(textOfAnswer(steps)).toBe(text);
  const entries = steps.map((step, index): StepEntry => ({ key: String(index), index, status: 'done', step }));
  expect(textOfAnswer(entries)).toBe(text);
  expect(textOfAnswer([])).toBe('');
});
