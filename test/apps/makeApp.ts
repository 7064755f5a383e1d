import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { KEY } from './serveGemini.ts';

const root = resolve(import.meta.dirname, '../..');
const execute = promisify(execFile);

/** An app in a folder of its own, far from the sources of this library. */
export interface App {
  folder: string;
  /** Runs a program to its end. @throws Error with what it printed if it fails. */
  run(command: string, ...args: string[]): Promise<void>;
  /** Starts a server on a free port, which it is told by `PORT`, and waits until it answers. Returns its origin. */
  start(command: string, ...args: string[]): Promise<string>;
  close(): Promise<void>;
}

/** Copies a template out of this folder, with files beside it, and unpacks into it what npm would publish. */
export async function makeApp(template: string, files: { [path: string]: string }): Promise<App> {
  const folder = await mkdtemp(join(tmpdir(), `${template}-app-`));
  const started: ChildProcess[] = [];
  const env = {
    ...process.env,
    GEMINI_API_KEY: KEY,
    NODE_ENV: undefined,
    VITEST: undefined,
    NEXT_TELEMETRY_DISABLED: '1',
  };

  await cp(join(import.meta.dirname, template), folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await execute('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root });
  await execute('sh', ['-c', 'mv react-interaction-stream-*.tgz library.tgz'], { cwd: folder });

  return {
    folder,
    async run(command, ...args) {
      await execute(command, args, { cwd: folder, env, maxBuffer: 1e8 }).catch(
        (error: { stdout: string; stderr: string }) => {
          throw new Error(`${command} ${args.join(' ')} failed:\n${error.stdout}${error.stderr}`, { cause: error });
        },
      );
    },
    async start(command, ...args) {
      const port = await freePort();
      const server = spawn(command, args, { cwd: folder, env: { ...env, PORT: String(port) }, detached: true });
      started.push(server);
      let said = '';
      server.stdout.on('data', (text) => (said += String(text)));
      server.stderr.on('data', (text) => (said += String(text)));
      const origin = `http://127.0.0.1:${port}`;
      while (
        !(await fetch(origin).then(
          () => true,
          () => false,
        ))
      ) {
        if (server.exitCode !== null) throw new Error(`${command} ${args.join(' ')} ended:\n${said}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return origin;
    },
    async close() {
      for (const { pid, exitCode } of started) if (pid && exitCode === null) process.kill(-pid);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Installs the library into an app without a network: unpacked, with links to the packages of this project. */
export async function installOffline({ folder, run }: App, packages: readonly string[]): Promise<void> {
  const installed = join(folder, 'node_modules/react-interaction-stream');
  await mkdir(installed, { recursive: true });
  await run('tar', '-xzf', 'library.tgz', '-C', installed, '--strip-components=1');
  for (const name of packages) {
    const link = join(folder, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(root, 'node_modules', name), link);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
