/** The fake server and the recordings, for tests, stories and demos of apps that use this library. */
export { createInteractionsServer } from './testing/createInteractionsServer.ts';
export type { InteractionsServer, InteractionsServerOptions } from './testing/createInteractionsServer.ts';
export { recordings } from './testing/recordings.ts';
export type { RecordingName } from './testing/recordings.ts';
