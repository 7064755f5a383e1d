/** The tools that the server runs: the steps `google_search_call` and `google_search_result` are of `google_search`. */
const SERVER_TOOLS: ReadonlySet<string> = new Set([
  'code_execution',
  'url_context',
  'google_search',
  'google_maps',
  'file_search',
  'retrieval',
  'processing',
]);

/** Whether a call or a result with this word before its `_call` or `_result` is drawn as a tool part. */
export function isTool(family: string): boolean {
  return family === 'function' || family === 'mcp_server_tool' || isServerTool(family);
}

/** Whether the name is that of a tool that the server has itself. */
export function isServerTool(name: string): boolean {
  return SERVER_TOOLS.has(name);
}

/** What a step's type says: which tool it is of, and whether it is its call or its result. */
export function toolOf(type: string): { family: string; kind: 'call' | 'result' } | undefined {
  const [, family = '', kind] = /^(\w+)_(call|result)$/.exec(type) ?? [];
  return isTool(family) ? { family, kind: kind as 'call' | 'result' } : undefined;
}
