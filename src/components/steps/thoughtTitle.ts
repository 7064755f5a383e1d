import { recordOf, textOf } from '../parts/fields.ts';

/** A line that is nothing but bold text (`**…**`; agents write `***…***`), as the API titles the parts of a summary; also a markdown heading. */
const TITLE = /^[ \t]*(?:\*{2,3}([^*\n]+)\*{2,3}[ \t]*|#{1,6}[ \t]+(\S[^\n]*))$/gm;

/** The last title in a thought's summary, without its markup. One that is still being written does not count. */
export function thoughtTitle(summary: readonly unknown[]): string | undefined {
  for (let at = summary.length - 1; at >= 0; at -= 1) {
    const last = [...textOf(recordOf(summary[at]).text).matchAll(TITLE)].at(-1);
    const title = (last?.[1] ?? last?.[2] ?? '').replace(/[`*_#]/g, '').trim();
    if (title !== '') return title;
  }
  return undefined;
}
