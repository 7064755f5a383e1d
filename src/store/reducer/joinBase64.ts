/**
 * Joins pieces of base64 into one. Pieces of audio are each padded by themselves, so that their bytes must be joined and
 * not their letters: `QQ==` + `QkM=` + `REU=` is `QUJDREU=`. Where nothing is padded but the end, the letters will do,
 * wherever they were cut. Takes the URL-safe alphabet too; what is no base64 is passed over.
 */
export function joinBase64(pieces: readonly string[]): string {
  const letters = pieces.join('');
  const padding = letters.indexOf('=');
  if (padding < 0 || /^=+$/.test(letters.slice(padding))) return letters;
  return btoa(letters.split(/=+/).map(bytesOf).join(''));
}

/** The bytes of unpadded base64, as a string of one character a byte. */
function bytesOf(letters: string): string {
  const clean = letters
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/[^A-Za-z0-9+/]+/g, '');
  return atob(clean.length % 4 === 1 ? clean.slice(0, -1) : clean);
}
