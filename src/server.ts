/** For your server: the proxy that adds the API key, and what mounts it where requests are Node's own. No dependencies. */

export { createInteractionsProxy, type InteractionsProxyOptions } from './server/createInteractionsProxy.ts';
export { toNodeHandler } from './server/toNodeHandler.ts';
