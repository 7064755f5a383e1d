/** The API behind the proxy. */
export interface Upstream {
  /** With its version, and no slash at the end. */
  url: string;
  apiKey: string;
  fetch: (url: URL, init: RequestInit) => Promise<Response>;
}
