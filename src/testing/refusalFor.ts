import { apiErrorResponse } from './apiErrorResponse.ts';
import type { Fault } from './Fault.ts';

const CODE: { readonly [status: number]: string } = {
  400: 'invalid_request',
  401: 'authentication',
  403: 'permission_denied',
  404: 'not_found',
  429: 'rate_limit_exceeded',
  503: 'service_unavailable',
  504: 'gateway_timeout',
};

/** The answer of a server that does not do what it is asked, if one of the faults says so; `Response.error()` for none. */
export function refusalFor(faults: readonly Fault[]): Response | undefined {
  for (const fault of faults) {
    if (fault.type === 'unreachable') return Response.error();
    if (fault.type === 'html_page') return htmlPage(fault.status);
    if (fault.type !== 'http_error') continue;
    const { status, code = CODE[status] ?? 'api_error', retryAfter } = fault;
    const headers = retryAfter === undefined ? undefined : { 'retry-after': String(retryAfter) };
    return apiErrorResponse(code, `The request was to fail: ${status}.`, { status, headers });
  }
  return undefined;
}

function htmlPage(status: number): Response {
  const title = status < 400 ? 'Welcome' : `${status} Error`;
  const page = `<!doctype html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return new Response(page, { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
