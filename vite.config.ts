import react from '@vitejs/plugin-react';
import { readFile } from 'node:fs/promises';
import { type Plugin, type ViteUserConfig, defineConfig } from 'vitest/config';
import manifest from './package.json' with { type: 'json' };

/** One file for all that Vite does here, told apart by `--mode`. Storybook gets what has no mode of its own. */
export default defineConfig(({ mode }) => {
  switch (mode) {
    case 'playground':
      return playground();
    case 'library':
      return library();
    case 'test':
      return tests();
    case 'apps':
      return apps();
    default:
      return { plugins: [react()] };
  }
});

async function playground(): Promise<ViteUserConfig> {
  const { interactionsServer } = await import('./playground/interactionsServer.ts');
  return {
    root: 'playground',
    plugins: [react(), interactionsServer()],
    build: { outDir: '../playground-dist', emptyOutDir: true },
  };
}

/** One module of `dist` for each of `src`, beside its declarations, so that a host's bundler takes only what it uses. */
function library(): ViteUserConfig {
  const packages = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  return {
    plugins: [react(), stylesheet()],
    publicDir: false,
    build: {
      target: 'es2022',
      minify: false,
      sourcemap: true,
      lib: {
        entry: {
          index: 'src/index.ts',
          core: 'src/core.ts',
          query: 'src/query.ts',
          shiki: 'src/shiki.ts',
          server: 'src/server.ts',
          testing: 'src/testing.ts',
          generateContent: 'src/generateContent.ts',
          uiMessages: 'src/uiMessages.ts',
        },
        formats: ['es'],
      },
      rolldownOptions: {
        external: packages.map((name) => new RegExp(`^${name}(/|$)`)),
        output: { preserveModules: true, preserveModulesRoot: 'src' },
      },
    },
  };
}

/**
 * Ships the stylesheet as written: a host's own bundler knows better which browsers it is for. Its types say that there is
 * nothing to import from it: without them TypeScript 6 and later refuse the import where nobody declares `*.css`.
 */
function stylesheet(): Plugin {
  return {
    name: 'stylesheet',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'styles.css', source: await readFile('src/styles.css', 'utf8') });
      this.emitFile({ type: 'asset', fileName: 'styles.css.d.ts', source: 'export {};\n' });
    },
  };
}

/** Installs the packed library into apps of the kinds that its users have. Some need the network: `npm test` leaves them out. */
async function apps(): Promise<ViteUserConfig> {
  const { CountsReporter } = await import('./test/CountsReporter.ts');
  return {
    test: {
      name: 'apps',
      environment: 'node',
      include: ['test/apps/*.test.ts'],
      testTimeout: 600_000,
      hookTimeout: 600_000,
      fileParallelism: false,
      reporters: ['default', new CountsReporter()],
    },
  };
}

async function tests(): Promise<ViteUserConfig> {
  const { storybookTest } = await import('@storybook/addon-vitest/vitest-plugin');
  const { playwright } = await import('@vitest/browser-playwright');
  const { chromiumLaunchOptions } = await import('./test/chromium.ts');
  const { CountsReporter } = await import('./test/CountsReporter.ts');

  const launchOptions = chromiumLaunchOptions();
  const chromium = () => ({
    enabled: true,
    headless: true,
    provider: playwright({ launchOptions }),
    instances: [{ browser: 'chromium' as const }],
    viewport: { width: 1280, height: 800 },
    screenshotFailures: false,
  });

  return {
    plugins: [react()],
    test: {
      reporters: ['default', new CountsReporter()],
      // In ms: a busy machine is late, and that is no failure.
      expect: { poll: { timeout: 10_000 } },
      coverage: { provider: 'v8', include: ['src/**/*.{ts,tsx}'], reporter: ['text-summary', 'html'] },
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            testTimeout: 30_000,
            environment: 'node',
            include: ['test/unit/**/*.test.{ts,tsx}'],
            setupFiles: ['test/setup.ts'],
            sequence: { groupOrder: 0 },
          },
        },
        {
          extends: true,
          resolve: { alias: [{ find: /^(react|react-dom)(?=$|\/)/, replacement: '$1-18' }] },
          test: {
            name: 'react-18',
            testTimeout: 30_000,
            environment: 'node',
            include: ['test/{react-18,unit/react,unit/components,unit/query}/**/*.test.{ts,tsx}'],
            server: { deps: { inline: ['@tanstack/react-query'] } },
            setupFiles: ['test/react-18/setup.ts', 'test/setup.ts'],
            sequence: { groupOrder: 0 },
          },
        },
        {
          extends: true,
          test: {
            name: 'types',
            include: [],
            typecheck: { enabled: true, only: true, include: ['test/types/**/*.test.{ts,tsx}'] },
            sequence: { groupOrder: 0 },
          },
        },
        {
          extends: true,
          // Found in the middle of a run, a dependency reloads the page, and the run is lost.
          optimizeDeps: {
            include: [
              'react',
              'react-dom',
              'react-dom/client',
              'react-dom/server',
              'react/jsx-runtime',
              'react/jsx-dev-runtime',
              'zustand/vanilla',
              'marked',
              'eventsource-parser',
              '@testing-library/react',
              '@testing-library/user-event',
              'fast-check',
              'axe-core',
              '@storybook/react-vite',
              'storybook/test',
            ],
          },
          test: {
            name: 'browser',
            testTimeout: 30_000,
            include: ['test/browser/**/*.test.{ts,tsx}'],
            globalSetup: ['test/chromium.ts'],
            setupFiles: ['test/setup.ts'],
            browser: chromium(),
            sequence: { groupOrder: 1 },
          },
        },
        {
          extends: true,
          plugins: [storybookTest({ configDir: '.storybook' })],
          test: {
            name: 'storybook',
            testTimeout: 30_000,
            globalSetup: ['test/chromium.ts'],
            browser: chromium(),
            sequence: { groupOrder: 2 },
          },
        },
        {
          extends: true,
          test: {
            name: 'e2e',
            environment: 'node',
            include: ['test/e2e/**/*.test.ts'],
            globalSetup: ['test/chromium.ts'],
            testTimeout: 60_000,
            hookTimeout: 120_000,
            fileParallelism: false,
            sequence: { groupOrder: 3 },
          },
        },
      ],
    },
  };
}
