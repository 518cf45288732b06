// `npm run check`: everything that can be said about the code without running it. Stops at the first failure.
// `npm run check -- --only lint,types` runs some of the steps.
import './node-version.mjs';
import { join } from 'node:path';
import { checkBundlers } from './check-bundlers.mjs';
import { checkExports } from './check-exports.mjs';
import { checkSizes } from './check-sizes.mjs';
import { main, runTool, workspaceRoot } from './command.mjs';
import { install } from './install.mjs';
import { loadEntries } from './load-entries.mjs';
import { PACKAGES, packPackages, tarballOf } from './pack-packages.mjs';
import { createPackedApp } from './packed-app.mjs';

const tarballs = PACKAGES.map(tarballOf);

/** The packages are ESM only, and CSS has no types. */
const ATTW_OPTIONS = [
  ...['--profile', 'esm-only', '--no-summary', '--format', 'ascii'],
  ...['--exclude-entrypoints', 'styles.css'],
];

/**
 * A step says what it checks, and resolves to 0 when that holds.
 *
 * @type {readonly { name: string, title: string, run: () => Promise<number> }[]}
 */
const steps = [
  { name: 'format', title: 'Format (oxfmt)', run: () => runTool('oxfmt', ['--check']) },
  { name: 'lint', title: 'Lint (oxlint)', run: () => runTool('oxlint', ['--quiet']) },
  {
    name: 'types',
    title: 'Types, type tests included (tsc)',
    run: () =>
      inTurn(['tsconfig.json', 'scripts/tsconfig.json'], (file) => runTool('tsc', ['-p', file])),
  },
  { name: 'pack', title: 'Build and pack the packages', run: pack },
  {
    name: 'load',
    title: 'Every published entry loads in plain Node, and opens nothing',
    run: () => inTurn(PACKAGES, (name) => loadEntries(`packages/${name}`)),
  },
  { name: 'exports', title: 'Every published entry is in its tarball', run: exportsExist },
  {
    name: 'publint',
    title: 'Manifests (publint)',
    run: () => inTurn(tarballs, (file) => runTool('publint', ['run', file, '--strict'])),
  },
  {
    name: 'attw',
    title: 'Published types (attw)',
    run: () => inTurn(tarballs, (file) => runTool('attw', [file, ...ATTW_OPTIONS])),
  },
  {
    name: 'size',
    title: 'What pages load, in bytes after gzip',
    run: () => checkSizes(installPacked()),
  },
  {
    name: 'bundlers',
    title: 'An app with the packed client: Vite, Rollup, esbuild, webpack, Chromium, plain Node',
    run: () => checkBundlers(installPacked()),
  },
];

await main(async () => {
  const chosen = chooseSteps(process.argv.slice(2));
  console.log(`Confab: checking (${chosen.map((step) => step.name).join(', ')}).`);
  await install();
  for (const { name, title, run } of chosen) {
    console.log(`\n▸ ${title}`);
    const start = performance.now();
    const code = await run();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    if (code !== 0) {
      console.error(
        `\nThe check "${name}" failed after ${seconds} s, so the later ones were not run.`,
      );
      return code;
    }
    console.log(`  ok in ${seconds} s`);
  }
  console.log('\nAll checks passed.');
  return 0;
});

async function pack() {
  await packPackages();
  return 0;
}

async function exportsExist() {
  const problems = tarballs.flatMap(checkExports);
  for (const problem of problems) console.error(`  ${problem}`);
  return problems.length === 0 ? 0 : 1;
}

/** The folder of an app that has the packed packages. */
function installPacked() {
  const app = join(workspaceRoot, '.tmp', 'packed-app');
  createPackedApp(app, tarballs);
  return app;
}

/**
 * Runs a task for each item, one after another, up to the first that fails.
 *
 * @template T
 * @param {readonly T[]} items
 * @param {(item: T) => Promise<number>} task
 */
async function inTurn(items, task) {
  for (const item of items) {
    const code = await task(item);
    if (code !== 0) return code;
  }
  return 0;
}

/** @param {string[]} args */
function chooseSteps(args) {
  if (args.length === 0) return steps;
  const names = args.length === 2 && args[0] === '--only' ? (args[1] ?? '').split(',') : [];
  const chosen = steps.filter((step) => names.includes(step.name));
  if (chosen.length === 0 || chosen.length !== names.length) {
    throw new Error(
      `"${args.join(' ')}" chooses no checks. Use --only with some of: ${steps.map((step) => step.name).join(',')}.`,
    );
  }
  return chosen;
}
