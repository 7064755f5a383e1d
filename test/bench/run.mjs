// `npm run bench`: everything that is said to be fast, as ratios of what was measured in the same run. It takes some ten
// minutes, and wants the machine for itself.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const benches = ['ingest', 'fold', 'bounds', 'agentRun', 'rendering'];

let failed = 0;
for (const name of benches) {
  console.log(`\n${name}\n`);
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${name}.mjs`)], { stdio: 'inherit' });
  if (status !== 0) failed += 1;
}
console.log(`\n${benches.length - failed} of ${benches.length} benches hold`);
process.exitCode = failed > 0 ? 1 : 0;
