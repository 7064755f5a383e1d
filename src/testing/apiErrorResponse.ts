/** HTTP statuses by the API's error codes. A code that is not listed is a 500. */
const STATUS: { [code: string]: number } = {
  invalid_request: 400,
  failed_precondition: 400,
  prohibited_content: 400,
  authentication: 401,
  permission_denied: 403,
  not_found: 404,
  model_not_found: 404,
  method_not_allowed: 405,
  request_too_large: 413,
  rate_limit_exceeded: 429,
  quota_exceeded: 429,
  service_unavailable: 503,
  deadline_exceeded: 504,
  gateway_timeout: 504,
};

/**
 * An answer in the shape of the API's errors: `{ "error": { "code", "message" } }`.
 *
 * @param init Headers, and a status other than the one that goes with the code.
 */
export function apiErrorResponse(code: string, message: string, init?: ResponseInit): Response {
  return Response.json({ error: { code, message } }, { status: STATUS[code] ?? 500, ...init });
}
