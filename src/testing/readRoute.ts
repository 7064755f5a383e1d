import { apiErrorResponse } from './apiErrorResponse.ts';
import type { FaultRequest } from './Fault.ts';

/** What a request asks for. */
export interface Route {
  action: FaultRequest['action'];
  /** Missing in a create. */
  id?: string;
  query: URLSearchParams;
}

/** Reads the method and the path, under any prefix, or says in a response what is wrong with them. */
export function readRoute({ method, url }: Request): Route | Response {
  const { pathname, searchParams: query } = new URL(url);
  const path = /\/interactions(?:\/([^/]+)(\/cancel)?)?\/?$/.exec(pathname);
  if (!path) return apiErrorResponse('not_found', `There is nothing at ${pathname}.`);
  const [, id, isCancel] = path;
  if (id === undefined) return method === 'POST' ? { action: 'create', query } : notAllowed(method, 'POST');
  if (isCancel) return method === 'POST' ? { action: 'cancel', id, query } : notAllowed(method, 'POST');
  if (method === 'GET') return { action: 'get', id, query };
  return method === 'DELETE' ? { action: 'delete', id, query } : notAllowed(method, 'GET, DELETE');
}

function notAllowed(method: string, allow: string): Response {
  const message = `${method} is not allowed here, only ${allow}.`;
  return apiErrorResponse('method_not_allowed', message, { headers: { allow } });
}
