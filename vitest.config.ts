import { fileURLToPath } from 'node:url';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import type { TestProjectConfiguration, ViteUserConfig } from 'vitest/config';
import type { BrowserConfigOptions } from 'vitest/node';
import { browserCommands } from './packages/chat-core/src/test-support/browser/commands.ts';
import { launchOptions } from './scripts/browser.mjs';
import { reactSettings } from './scripts/react-18.mjs';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Packages of the workspace resolve to their sources: no test needs a build. */
const resolveSources = {
  resolve: { conditions: ['@confab/source', 'module', 'browser', 'development|production'] },
  ssr: {
    resolve: {
      conditions: ['@confab/source', 'module', 'node', 'development|production'],
      externalConditions: ['@confab/source'],
    },
  },
};

/** Installed code and build results hold no tests of ours. */
const exclude = ['**/node_modules/**', '**/dist/**', '**/storybook-static/**'];

/** Another React than the workspace's, for the tests in jsdom. */
const react18 = reactSettings(process.env.CONFAB_REACT);

/** What the in-page service loads. */
const preBundledServer = [
  '@confab/chat-server > hono',
  '@confab/chat-server > hono/cors',
  '@confab/chat-server > jose',
  '@confab/chat-server > hast-util-from-html',
  '@confab/chat-server > hast-util-sanitize',
  '@confab/chat-server > hast-util-to-html',
];

/** What the client loads while it runs. */
const preBundledClient = ['@azure/communication-signaling', '@azure/logger', 'idb'];

/** What the components load on first use. */
const preBundledUi = ['@ariakit/react', 'dompurify'];

/** A dependency that Vite meets only during a run makes it reload the page under the tests. */
const preBundled = [
  'react',
  'react-dom',
  'react-dom/client',
  'react/jsx-runtime',
  'react/jsx-dev-runtime',
  '@tanstack/react-query',
  'zustand',
  'zustand/vanilla',
  '@confab/chat-core > idb',
  ...preBundledServer,
];

/**
 * One headless Chromium, found or installed by the same script for every suite. A new object for
 * each project: vitest writes the project's name into it.
 */
const chromium = (contextOptions = {}): BrowserConfigOptions => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({ launchOptions: launchOptions(), contextOptions }),
  instances: [{ browser: 'chromium' }],
});

/** How stories are shown: what Storybook's toolbar chooses, and what the system asks for. */
interface StoryMode {
  readonly colorScheme?: 'light' | 'dark';
  readonly direction?: 'ltr' | 'rtl';
  readonly messageStyle?: 'bubbles' | 'flat';
  readonly forcedColors?: 'active';
}

/** Every story is a test, its play function and axe included, in one mode. */
const stories = (
  name: string,
  { forcedColors, ...globals }: StoryMode,
): TestProjectConfiguration => ({
  ...resolveSources,
  root: here('./apps/storybook'),
  optimizeDeps: {
    include: [...preBundled, ...preBundledUi.map((library) => `@confab/chat-ui > ${library}`)],
  },
  plugins: [
    storybookTest({
      configDir: here('./apps/storybook/.storybook'),
      initialGlobals: globals,
    }),
  ],
  test: {
    name,
    // Pages of documents hold no stories.
    exclude: [...exclude, '**/*.mdx'],
    sequence: { groupOrder: 2 },
    // In Storybook too all stories share a page, and a page for each file takes twice as long.
    isolate: false,
    browser: chromium(forcedColors && { forcedColors }),
  },
});

/** The modes in which only the slow tests show the stories. */
const slowStories =
  process.env.CONFAB_STORIES === 'all'
    ? [
        stories('storybook-rtl', { direction: 'rtl' }),
        stories('storybook-flat', { messageStyle: 'flat' }),
        stories('storybook-forced-colors', { forcedColors: 'active' }),
      ]
    : [];

const config: ViteUserConfig = defineConfig({
  test: {
    projects: [
      {
        ...resolveSources,
        test: {
          name: 'node',
          environment: 'node',
          include: ['packages/*/src/**/*.test.ts', 'apps/*/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: [...exclude, '**/*.browser.test.ts'],
        },
      },
      {
        ...resolveSources,
        resolve: { ...resolveSources.resolve, alias: react18.alias ?? [] },
        plugins: [react()],
        test: {
          name: 'jsdom',
          environment: 'jsdom',
          server: { deps: { inline: react18.inline ?? [] } },
          include: ['packages/*/src/**/*.test.tsx', 'apps/*/**/*.test.tsx'],
          exclude: [...exclude, '**/*.browser.test.tsx'],
        },
      },
      {
        ...resolveSources,
        // The root has to be a package that can resolve react and the testing library.
        root: here('./packages/chat-ui'),
        plugins: [react()],
        optimizeDeps: {
          include: [
            ...preBundled,
            ...preBundledUi,
            '@testing-library/react',
            '@testing-library/user-event',
          ],
        },
        server: { fs: { allow: [here('.')] } },
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.tsx', '../chat-react/src/**/*.browser.test.tsx'],
          exclude,
          // Not beside other suites: these tests look at single frames, which a busy machine drops.
          sequence: { groupOrder: 1 },
          maxWorkers: 1,
          browser: chromium(),
        },
      },
      {
        ...resolveSources,
        root: here('./packages/chat-core'),
        optimizeDeps: { include: [...preBundledServer, ...preBundledClient] },
        server: { fs: { allow: [here('.')] } },
        test: {
          name: 'core-browser',
          include: ['src/**/*.browser.test.ts'],
          exclude,
          // Connections that come back wait for seconds.
          testTimeout: 30_000,
          browser: { ...chromium(), commands: browserCommands },
        },
      },
      stories('storybook', { colorScheme: 'light' }),
      stories('storybook-dark', { colorScheme: 'dark' }),
      ...slowStories,
    ],
    // Two cores: more workers than that only wait for each other.
    maxWorkers: 2,
    passWithNoTests: true,
  },
});
export default config;
