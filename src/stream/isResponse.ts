/** Whether a value is a response, by its fields: it may come from another realm or another implementation of fetch. */
export function isResponse(value: unknown): value is Response {
  if (typeof value !== 'object' || value === null || !('headers' in value) || !('status' in value)) return false;
  const { headers, status } = value as { headers: unknown; status: unknown };
  return typeof status === 'number' && typeof (headers as Headers | null)?.get === 'function';
}
