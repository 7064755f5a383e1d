import { createInteractionsServer } from '../../src/testing.ts';
import { labelOf } from '../../src/testing/labels.ts';
import { parseFaults } from '../../src/testing/parseFaults.ts';
import { RESUME_FAULT_LABEL } from '../faults.ts';
import { respondToPrompt } from './respondToPrompt.ts';

/** The server behind `/v1beta`: recordings, a few matched prompts, function calls that are answered from their results. */
export const embeddedServer = createInteractionsServer({
  pace: 40,
  respond: respondToPrompt,
  faults: ({ action, params }) =>
    action === 'get' ? parseFaults((params && labelOf(params, RESUME_FAULT_LABEL)) ?? '') : undefined,
});
