/** How far a ratio may miss its bar before it counts: machines differ, and are busy. */
const SLACK = 1.25;

/** Prints ratios beside their bars and counts those that miss by more than a quarter; `close` says so at the end. */
export function claims() {
  let [kept, missed] = [0, 0];
  return {
    claim(what, ratio, most) {
      const isKept = ratio <= most * SLACK;
      const word = ratio <= most ? 'ok  ' : isKept ? 'near' : 'FAIL';
      console.log(`${word} ${what}: ${format(ratio)}, at most ${format(most)}`);
      if (isKept) kept += 1;
      else missed += 1;
    },
    close() {
      console.log(`${kept} ratios hold, ${missed} miss`);
      if (missed > 0) process.exitCode = 1;
    },
  };
}

/** A small ratio as a fraction: it says more. */
function format(ratio) {
  return ratio < 0.5 ? `1/${(1 / ratio).toFixed(1)}` : ratio.toFixed(2);
}
