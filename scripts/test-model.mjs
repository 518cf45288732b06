// `npm run test:model`: plays at least 1,000 random stories of two or three clients, in two processes and within a minute, and fails when
// one of them ends with different views, a lost message or a double. CONFAB_SEED, CONFAB_PATH and CONFAB_MODE repeat one of them;
// CONFAB_MODEL_MINUTES lets it play for longer.
import './node-version.mjs';
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { main, workspaceRoot } from './command.mjs';
import { install } from './install.mjs';
import { bundleWorker, runWorker } from './model-worker.mjs';

/** A slow machine must not pass on nothing. */
const FEWEST_RUNS = 1_000;

const minutes = process.env['CONFAB_MODEL_MINUTES'];
/** How long one process plays, ms. */
const TIME_LIMIT_MS = minutes === undefined ? 28_000 : Number(minutes) * 60_000;
if (!(TIME_LIMIT_MS > 0)) {
  throw new Error(
    `CONFAB_MODEL_MINUTES must be a number above 0, not "${minutes}". Nothing was run.`,
  );
}

/** The same stories with every run, beside those of a seed that is drawn. */
const FIXED_SEED = 20_260_101;

/**
 * @typedef {import('../packages/chat-core/src/convergence/run-model.ts').ModelRun} ModelRun
 * @typedef {import('../packages/chat-core/src/convergence/worker.ts').Job} Job
 * @typedef {import('../packages/chat-core/src/convergence/run-model.ts').ModelResult} ModelResult
 */

await main(async () => {
  await install();
  const bundle = await bundleWorker('test-model');
  const repeated = readRepetition();
  const plans = repeated === undefined ? createPlans() : [[repeated]];
  const results = (await Promise.all(plans.map((plan) => runWorker(bundle, plan)))).flat();

  for (const result of results) report(result);
  // What is stored is played every time: it proves nothing new.
  const random = results.filter(({ mode }) => mode !== 'stored');
  const runs = random.reduce((sum, result) => sum + result.runs, 0);
  const failures = results.filter(({ failure }) => failure !== undefined);
  console.log(`\n${runs} random runs, ${failures.length} failed`);
  // The slow tests collect the figures of their parts in files.
  const figuresFile = process.env['CONFAB_FIGURES_FILE'];
  if (figuresFile !== undefined)
    writeFileSync(figuresFile, JSON.stringify({ runs, failed: failures.length }));
  if (failures.length > 0) return 1;
  if (repeated !== undefined || runs >= FEWEST_RUNS) return 0;
  console.error(
    `That is fewer than ${FEWEST_RUNS}, so it proves too little. Run it on a quiet machine.`,
  );
  return 1;
});

/** @returns {Job[][]} What each process does. */
function createPlans() {
  const seeds = [FIXED_SEED, randomInt(2 ** 31)];
  /**
   * @param {ModelRun['mode']} mode
   * @param {number} share
   */
  const planMode = (mode, share) =>
    seeds.map((seed) => ({
      mode,
      seed,
      maxRuns: 1_000_000,
      timeLimitMs: (TIME_LIMIT_MS * share) / seeds.length,
    }));
  return [
    [{ stored: true }, ...planMode('acs', 1)],
    [...planMode('settle', 0.5), ...planMode('idem', 0.5)],
  ];
}

/** @returns {ModelRun | undefined} */
function readRepetition() {
  const { CONFAB_SEED: seed, CONFAB_PATH: path, CONFAB_MODE: mode } = process.env;
  if (seed === undefined) return undefined;
  if (mode !== 'acs' && mode !== 'settle' && mode !== 'idem') {
    throw new Error('CONFAB_MODE must be acs, settle or idem beside CONFAB_SEED. Nothing was run.');
  }
  return {
    mode,
    seed: Number(seed),
    ...(path !== undefined && { path }),
    maxRuns: path === undefined ? FEWEST_RUNS : 1,
    timeLimitMs: 2 * TIME_LIMIT_MS,
  };
}

/** @param {ModelResult} result */
function report({ mode, seed, runs, steps, doubled, failure }) {
  const stored = mode === 'acs' ? `, ${doubled} messages stored twice and shown once` : '';
  const from = mode === 'stored' ? '' : `, seed ${seed}`;
  console.log(`${mode}${from}: ${runs} runs, ${steps} steps${stored}`);
  if (failure === undefined) return;
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: workspaceRoot,
    encoding: 'utf8',
  });
  console.log(`\n${failure.message}\n`);
  console.log(`Story: ${JSON.stringify(failure.story)}`);
  console.log(`Order:\n  ${failure.order.join('\n  ')}`);
  console.log(`Found after ${failure.foundAfter} runs, at commit ${commit.trim()}.`);
  if (mode === 'stored') return;
  console.log(
    `To repeat it: CONFAB_SEED=${seed} CONFAB_PATH=${failure.path} CONFAB_MODE=${mode} npm run test:model\n`,
  );
}
