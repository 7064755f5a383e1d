import { createInteractionsServer } from '../../src/testing.ts';
import { respondToPrompt } from './respondToPrompt.ts';

/** The server behind `/v1beta`: recordings, a few matched prompts, function calls that are answered from their results. */
export const embeddedServer = createInteractionsServer({ pace: 40, respond: respondToPrompt });
