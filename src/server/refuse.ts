const STATUS = {
  invalid_request: 400,
  authentication: 401,
  permission_denied: 403,
  not_found: 404,
  method_not_allowed: 405,
  request_too_large: 413,
  unsupported_media_type: 415,
  service_unavailable: 503,
} as const;

/** An answer in the shape of the API's own errors, `{ error: { code, message } }`, which clients read already. */
export function refuse(code: keyof typeof STATUS, message: string): Response {
  return Response.json(
    { error: { code, message } },
    { status: STATUS[code], headers: { 'cache-control': 'no-store' } },
  );
}
