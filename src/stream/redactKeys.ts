/** Google API keys (`AIza…`, `AQ.…`), OAuth tokens (`ya29.…`), bearer tokens, and `key=` parameters. */
const SECRETS =
  /AIza[\w-]{10,}|\bAQ\.[\w-]{20,}|\bya29\.[\w.-]{10,}|(\bBearer\s+)[\w.~+/-]{8,}=*|([?&]key=)[^&\s"'<>]+/g;

/** The text with everything that looks like a credential replaced. */
export function redactKeys(text: string): string {
  return text.replace(SECRETS, (_match, bearer?: string, key?: string) => `${bearer ?? key ?? ''}[redacted]`);
}

/** The text without keys, on one line, and no longer than `limit` UTF-16 units. */
export function excerptOf(text: string, limit: number): string {
  const line = redactKeys(text.slice(0, limit * 2))
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}
