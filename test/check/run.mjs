// `npm run check`: all that can be said about the tree without running its tests. One line for each stage, what a
// failed stage printed below its line, and one closing line that counts.
import { spawnSync } from 'node:child_process';
import { delimiter, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** `show` picks the lines of a passed stage's output that are worth a look. */
const stages = [
  { name: 'types', command: 'tsc --noEmit && tsc --project src/tsconfig.json --noEmit --emitDeclarationOnly false' },
  { name: 'lint', command: 'oxlint --deny-warnings --report-unused-disable-directives' },
  { name: 'format', command: 'prettier --check --log-level warn .' },
  { name: 'arrows', command: 'vitest run --project unit test/unit/architecture', show: /←/ },
  { name: 'build', command: 'npm run build' },
  { name: 'package', command: 'node test/check/package.mjs', show: /./ },
  { name: 'app', command: 'vitest run --mode apps test/apps/vite.test.ts', show: /passed, / },
  { name: 'sizes', command: 'node test/check/sizes.mjs', show: /./ },
  { name: 'storybook', command: 'storybook build --disable-telemetry --quiet --output-dir storybook-static' },
];

const env = {
  ...process.env,
  PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
  NO_COLOR: '1',
  FORCE_COLOR: undefined,
};

let failed = 0;
for (const { name, command, show } of stages) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(command, { cwd: root, env, shell: true, encoding: 'utf8' });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (status === 0) {
    for (const line of stdout.split('\n')) if (show?.test(line)) console.log(`       ${line.trim()}`);
  } else {
    failed += 1;
    console.log(`${stdout}${stderr}`);
  }
}
console.log(`${stages.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
