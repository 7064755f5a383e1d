/**
 * Saves bytes as a file. The type is always that of unknown bytes: a `blob:` page has the app's own origin, so an SVG or
 * HTML file must never be openable as one.
 */
export function downloadBytes(bytes: Uint8Array<ArrayBuffer>, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
