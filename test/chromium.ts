import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type LaunchOptions, chromium } from 'playwright';

const root = resolve(import.meta.dirname, '..');

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
];

/**
 * Launch options for the Chromium that the tests drive, the first of:
 *
 * 1. the one `CHROMIUM_PATH` names,
 * 2. a Chromium or Chrome installed on this machine,
 * 3. the one that `npx playwright install chromium` downloaded,
 * 4. on Linux x64, the one that the npm package `@sparticuz/chromium` carries, so that nothing but npm is needed.
 *
 * Only looks for files; {@link prepareChromium} is what makes the fourth one exist and complains when there is none.
 */
export function chromiumLaunchOptions(): LaunchOptions {
  const executablePath =
    process.env.CHROMIUM_PATH || installedChromium() || existing(chromium.executablePath()) || packedExecutable;
  const isPacked = executablePath !== undefined && executablePath === packedExecutable;
  return { executablePath, args, headless: true, ...(isPacked && { env: packedEnvironment() }) };
}

/** Launches that Chromium, for tests and scripts that drive pages by themselves. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  await prepareChromium();
  const defaults = chromiumLaunchOptions();
  return chromium.launch({ ...defaults, ...options, args: [...args, ...(options.args ?? [])] });
}

/**
 * Makes sure that the Chromium of {@link chromiumLaunchOptions} is there to be launched. Exported as `setup` too, which
 * makes this file a global setup of the Vitest projects that need a browser.
 *
 * @throws Error if there is none, saying how to get one.
 */
export async function prepareChromium(): Promise<void> {
  const { executablePath } = chromiumLaunchOptions();
  if (executablePath !== undefined && executablePath === packedExecutable) await unpack();
  if (executablePath && existsSync(executablePath)) return;
  throw new Error(
    `No Chromium to run the browser tests with${executablePath ? `: ${executablePath} does not exist` : ''}. ` +
      'Install Chrome or Chromium, or run "npx playwright install chromium", or set CHROMIUM_PATH to an executable.',
  );
}

export { prepareChromium as setup };

function existing(path: string): string | undefined {
  return existsSync(path) ? path : undefined;
}

function installedChromium(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    join(process.env.PROGRAMFILES ?? 'C:\\Program Files', 'Google\\Chrome\\Application\\chrome.exe'),
  ].find((path) => existsSync(path));
}

const packedFolder = packedChromiumFolder();
const packedExecutable = packedFolder && join(packedFolder, 'chromium');

function packedChromiumFolder(): string | undefined {
  const manifest = join(root, 'node_modules/@sparticuz/chromium/package.json');
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(manifest)) return undefined;
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return join(root, 'node_modules/.cache', `chromium-${version}`);
}

function packedEnvironment(): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const libraries = [join(packedFolder ?? '', 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean);
  return {
    ...Object.fromEntries(inherited),
    LD_LIBRARY_PATH: libraries.join(delimiter),
    FONTCONFIG_FILE: join(packedFolder ?? '', 'fonts.conf'),
  };
}

/** The machine's own fonts, if it has any, and those in the package, with a cache that outlives the browser. */
const fontsConf = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="relative">fonts-cache</cachedir>
</fontconfig>
`;

/**
 * The package unpacks itself into `os.tmpdir()`, file by file, and takes a file that exists for a finished one. So it
 * is run in a process of its own with a fresh temporary folder, which is then renamed into place: whoever sees the
 * folder sees all of it, however many test runs start at once. `AWS_LAMBDA_JS_RUNTIME` makes it unpack the shared
 * libraries that a bare Linux lacks (NSS and friends).
 */
async function unpack(): Promise<void> {
  if (!packedFolder || existsSync(packedFolder)) return;
  await mkdir(dirname(packedFolder), { recursive: true });
  const staging = await mkdtemp(`${packedFolder}-`);
  try {
    await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', "await (await import('@sparticuz/chromium')).default.executablePath();"],
      { cwd: root, env: { ...process.env, TMPDIR: staging, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' } },
    );
    await writeFile(join(staging, 'fonts.conf'), fontsConf);
    await rename(staging, packedFolder);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    if (!existsSync(packedFolder)) throw error;
  }
}
