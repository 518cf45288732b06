// `npm run test:slow`: what takes too long for every change. Each part runs even if one before it failed; the last
// line sums up. `-- --only idle,memory` runs some parts, `-- --write` puts their figures into docs/measurements/slow.json.
import './node-version.mjs';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { main, runCommand, runScript, runTool, workspaceRoot } from './command.mjs';
import { install } from './install.mjs';
import { installOfficialUi } from './official-ui.mjs';
import { takeOnly } from './only-argument.mjs';
import { testOnReact18 } from './react-18.mjs';
import { formatSummary, mergeFigures } from './slow-figures.mjs';

/** How often the server is killed under load. */
const DURABILITY_ROUNDS = 200;
/** As many as a thread can hold. */
const CROWD = 250;
/** Modes of the stories beside the light and the dark one. */
const SLOW_STORIES = ['rtl', 'flat', 'forced-colors'];
/** How long each of two processes plays the model test. */
const MODEL_MINUTES = 10;

const figuresFile = join(workspaceRoot, 'docs', 'measurements', 'slow.json');
const scratch = join(workspaceRoot, '.tmp', 'slow');

/**
 * A part gets the path of a file into which it may write its figures as one JSON object; it reads
 * that path from the environment, as `CONFAB_FIGURES_FILE`.
 *
 * @typedef {object} Part
 * @property {string} name
 * @property {string} title
 * @property {boolean} [needsBrowser]
 * @property {(env: NodeJS.ProcessEnv) => Promise<number>} run Resolves to 0 when it passed.
 */

/** @type {readonly Part[]} */
const PARTS = [
  {
    name: 'durability',
    title: `Kill -9 under concurrent writes, ${DURABILITY_ROUNDS} times`,
    run: (env) => {
      const test = 'packages/chat-server/src/node/durability.test.ts';
      const rounds = { CONFAB_DURABILITY_ROUNDS: String(DURABILITY_ROUNDS) };
      return runTool('vitest', ['run', '--project=node', test], { env: { ...env, ...rounds } });
    },
  },
  {
    name: 'idle',
    title: 'The official client idles for 95 s and still hears',
    needsBrowser: true,
    run: (env) => runScript('apps/e2e', 'test:slow', ['official-client-idle'], { env }),
  },
  {
    name: 'official-ui',
    title: "Azure's own chat UI in two browsers",
    needsBrowser: true,
    run: async (env) => {
      const code = await installOfficialUi();
      return code || runScript('apps/e2e', 'test:slow', ['official-ui'], { env });
    },
  },
  {
    name: 'react-18',
    title: 'The tests of the hooks and the components pass on React 18, too',
    run: testOnReact18,
  },
  {
    name: 'stories',
    title: 'Every story passes axe from right to left, in the flat style and in forced colours',
    needsBrowser: true,
    run: (env) =>
      runTool('vitest', ['run', ...SLOW_STORIES.map((name) => `--project=storybook-${name}`)], {
        env: { ...env, CONFAB_STORIES: 'all' },
      }),
  },
  {
    name: 'crowd',
    title: `${CROWD} clients of one thread come back at once`,
    run: (env) => {
      const test = 'packages/chat-core/src/session/network/crowd.test.ts';
      const crowd = { CONFAB_CROWD: String(CROWD) };
      return runTool('vitest', ['run', '--project=node', test], { env: { ...env, ...crowd } });
    },
  },
  {
    name: 'model',
    title: `Random stories of two or three clients for ${MODEL_MINUTES} minutes`,
    run: (env) => {
      const time = { CONFAB_MODEL_MINUTES: String(MODEL_MINUTES) };
      const script = join(workspaceRoot, 'scripts', 'test-model.mjs');
      return runCommand(process.execPath, [script], { env: { ...env, ...time } });
    },
  },
  {
    name: 'soak',
    title: 'Eight clients converge after twenty minutes of trouble',
    run: (env) => runScript('apps/soak', 'soak', ['--minutes', '20'], { env }),
  },
  {
    name: 'memory',
    title: 'Ten minutes of load keep the memory flat',
    run: (env) => runScript('apps/bench', 'memory', [], { env }),
  },
];

await main(async () => {
  const { chosen, args } = takeOnly(
    process.argv.slice(2),
    PARTS.map(({ name }) => name),
    'part',
  );
  const parts = PARTS.filter(({ name }) => chosen.includes(name));
  const isWritten = args.includes('--write');
  const unknown = args.filter((arg) => arg !== '--write');
  if (unknown.length > 0) {
    throw new Error(
      `"${unknown.join(' ')}" is no option, so nothing was run. There are: --only <parts>, --write.`,
    );
  }
  console.log(`Confab: running the slow tests (${chosen.join(', ')}).`);
  await install();
  if (parts.some(({ needsBrowser }) => needsBrowser)) {
    console.log(`Browser: ${await ensureBrowser()}`);
  }
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });

  /** @type {Record<string, import('./slow-figures.mjs').PartFigures>} */
  const measured = {};
  for (const part of parts) measured[part.name] = await runPart(part);

  if (isWritten) {
    const before = existsSync(figuresFile)
      ? JSON.parse(readFileSync(figuresFile, 'utf8'))
      : undefined;
    const figures = mergeFigures(before, describeMachine(), measured);
    writeFileSync(figuresFile, `${JSON.stringify(figures, null, 2)}\n`);
    console.log(`\nWritten to ${figuresFile}`);
  }
  console.log(`\n${formatSummary(measured)}`);
  return Object.values(measured).every(({ passed }) => passed) ? 0 : 1;
});

/**
 * @param {Part} part
 * @returns {Promise<import('./slow-figures.mjs').PartFigures>}
 */
async function runPart({ name, title, run }) {
  console.log(`\n▸ ${title}`);
  const file = join(scratch, `${name}.json`);
  const start = performance.now();
  const code = await run({ ...process.env, CONFAB_FIGURES_FILE: file });
  const seconds = Math.round((performance.now() - start) / 1000);
  const figures = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  return { ...figures, passed: code === 0, seconds };
}

function describeMachine() {
  return {
    node: process.versions.node,
    platform: platform(),
    arch: arch(),
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? 'unknown',
  };
}
