// `npm run bench [-- part of a row's name] [--write] [--server <cli.js>] [--quick]`: measures the rows and writes the figures as JSON.
import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runLoadRows } from './load/run-load-rows.ts';
import { allLoadRows, allRows } from './rows/all.ts';
import { parseBenchArguments } from './src/bench-arguments.ts';
import { measureCacheRead } from './src/cache-read.ts';
import { formatTable } from './src/format-table.ts';
import { measureRow } from './src/measure-row.ts';

const ROUNDS = 200;
const WARM_UP_ROUNDS = 50;

const { wanted, isPublished, serverScript, isQuick } = parseBenchArguments(process.argv.slice(2));
const rows = allRows.filter((row) => row.name.includes(wanted));
const loadRows = allLoadRows.filter((row) => row.name.includes(wanted));

if (rows.length + loadRows.length === 0) {
  console.error(`No row's name contains "${wanted}", so nothing was measured. The rows are:`);
  for (const row of [...allRows, ...allLoadRows]) console.error(`  ${row.name}`);
  process.exit(1);
}

const now = (): number => performance.now();
const cacheReadBefore = measureCacheRead(now);
console.log(`Measuring ${rows.length} rows, ${ROUNDS} interleaved rounds each.\n`);
const results = rows.map((row) => {
  const result = measureRow(row, {
    now,
    rounds: ROUNDS,
    warmUpRounds: WARM_UP_ROUNDS,
  });
  console.log(formatTable(result));
  return result;
});

console.log(
  `Measuring ${loadRows.length} rows with servers or browsers in processes of their own.\n`,
);
const load = await runLoadRows(loadRows, serverScript, isQuick);
const verdicts = [
  ...results.flatMap(({ candidates }) => candidates),
  ...load.flatMap(({ figures }) => figures),
].map(({ isKept }) => isKept);
if (verdicts.includes(false) || load.some(({ failure }) => failure !== undefined))
  process.exitCode = 1;

const machine = {
  node: process.versions.node,
  platform: platform(),
  arch: arch(),
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? 'unknown',
  cacheReadNs: { before: cacheReadBefore, after: measureCacheRead(now) },
};
console.log(
  `A read from the cache took ${machine.cacheReadNs.before.toFixed(0)} ns before and ${machine.cacheReadNs.after.toFixed(0)} ns afterwards. When that is much more than at other times, somebody else was using the machine.`,
);
// Figures that the documentation cites are committed; those of a working day are not.
const target = isPublished ? '../../docs/measurements/bench.json' : './results/latest.json';
const file = fileURLToPath(new URL(target, import.meta.url));
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify({ machine, rows: results, load }, null, 2)}\n`);
console.log(`Written to ${file}`);
