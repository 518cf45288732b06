// `npm run soak [-- --minutes 20] [--seed 1]`: see the README. Exits with 1 when a promise was broken.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeResult, findFailures } from './report.ts';
import { runSoak } from './run-soak.ts';
import { createSoakPlan } from './soak-plan.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
if (!(minutes > 0) || !Number.isInteger(seed)) {
  console.error('--minutes must be a number above 0 and --seed a whole number. Nothing was run.');
  process.exit(1);
}
// What it has started ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
// Not in the system's temporary folder, which may be in memory: the service is to reach a disk.
const results = fileURLToPath(new URL('../../.tmp/soak', import.meta.url));
mkdirSync(results, { recursive: true });
const folder = mkdtempSync(join(results, 'run-'));
const plan = createSoakPlan(minutes, seed);
console.log(
  `Soak: ${minutes} minutes, seed ${seed}. Repeat it with --minutes ${minutes} --seed ${seed}`,
);

const result = await runSoak(plan, folder, ({ atMs, kind, detail, lastsMs }) => {
  const lasting = lastsMs > 0 ? `, ${(lastsMs / 1000).toFixed(1)} s` : '';
  console.log(`  ${(atMs / 1000).toFixed(1).padStart(7)} s  ${kind}: ${detail}${lasting}`);
});
const failures = findFailures(plan, result);
console.log(describeResult(plan, result));
// The slow tests collect the figures of their parts in files.
const figuresFile = process.env['CONFAB_FIGURES_FILE'];
if (figuresFile !== undefined) {
  const { violations, healedAfterMs, troubles, figures } = result;
  const counts = { lost: violations.lost.length, doubled: violations.doubled.length };
  const all = { minutes, seed, troubles: troubles.length, ...counts, healedAfterMs, ...figures };
  writeFileSync(figuresFile, JSON.stringify(all));
}
if (failures.length === 0) {
  rmSync(folder, { recursive: true, force: true });
  console.log('The soak passed.');
} else {
  console.error(`The soak FAILED. The journals are in ${folder}`);
  for (const failure of failures) console.error(`  ${failure}`);
}
// Left to itself, Node 20 waits without end for a socket of a proxy that was reset while it was being shut down.
process.exit(failures.length === 0 ? 0 : 1);
