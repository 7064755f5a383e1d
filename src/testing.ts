/** The fake server and the recordings, for tests, stories and demos of apps that use this library. */
export { createInteractionsServer } from './testing/createInteractionsServer.ts';
export type { InteractionsServer } from './testing/createInteractionsServer.ts';
export type { InteractionsServerOptions, RespondHistory, ScriptedAnswer } from './testing/InteractionsServerOptions.ts';
export type { CutHow, Fault, FaultRequest } from './testing/Fault.ts';
export { recordings } from './testing/recordings.ts';
export type { RecordingName } from './testing/recordings.ts';
