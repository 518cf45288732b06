// `npm run memory [-- --minutes 10] [--server <cli.js>]`: loads a server for some minutes and exits with 1 when its memory grows.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { MemoryBound, MemorySample } from '../src/memory-trend.ts';
import { findMemoryTrend, isFlat } from '../src/memory-trend.ts';
import { offerLoad } from './apply-load.ts';
import { buildServer } from './build-server.ts';
import { startDisturbance } from './disturbance.ts';
import { startCandidate } from './rivals.ts';
import { withScratchFolder } from './run-load-rows.ts';

const LISTENERS = 50;
const GUESTS = 5;
const PER_SECOND = 50;
const SAMPLE_EVERY_MS = 5_000;
/** The first three of ten minutes warm the compiler, the page cache and the event log up. */
const SETTLED_AFTER = 0.3;
const BOUND: MemoryBound = { rssMbPerMinute: 1, heapMbPerMinute: 0.25 };

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, server: { type: 'string' } },
});
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
  console.error(
    `--minutes must be a number above 0, not "${values.minutes}". Nothing was measured.`,
  );
  process.exit(1);
}
const script = values.server ?? buildServer();
const samples = await withScratchFolder((folder) => measure(folder));
const trend = findMemoryTrend(samples, SETTLED_AFTER);
const flat = isFlat(trend, BOUND);
const figures = JSON.stringify({
  minutes,
  samples: samples.length,
  ...trend,
  bound: BOUND,
  isFlat: flat,
});
console.log(figures);
// The slow tests collect the figures of their parts in files.
const figuresFile = process.env['CONFAB_FIGURES_FILE'];
if (figuresFile !== undefined) writeFileSync(figuresFile, figures);
console.log(
  flat
    ? 'The memory of confab-server is flat.'
    : 'The memory of confab-server grows: something is kept that nobody needs. Compare two heap snapshots.',
);
process.exitCode = flat ? 0 : 1;

async function measure(folder: string): Promise<MemorySample[]> {
  const rival = await startCandidate(script, folder, ['--expose-gc']);
  try {
    const { caller, process: server } = rival;
    const room = await rival.openRoom(LISTENERS);
    const [host] = room.people;
    if (host === undefined) throw new Error('The room is empty, so nothing was measured.');
    const guests = await caller.createPeople(GUESTS);
    const smallThreadId = await caller.createThread([host, ...guests]);
    const place = { threadId: room.threadId, smallThreadId };
    const disturbance = startDisturbance(caller, server.endpoint, place, host, guests);
    const start = performance.now();
    const taken: MemorySample[] = [];
    while (performance.now() - start < minutes * 60_000) {
      const messages = (PER_SECOND * SAMPLE_EVERY_MS) / 1000;
      await offerLoad(room, { perSecond: PER_SECOND, messages });
      const { rss, heapUsed } = await server.readProbe();
      const minute = (performance.now() - start) / 60_000;
      taken.push({ minute, rssMb: rss / 2 ** 20, heapMb: heapUsed / 2 ** 20 });
      console.log(
        `${minute.toFixed(2)} min: rss ${(rss / 2 ** 20).toFixed(1)} MB, heap ${(heapUsed / 2 ** 20).toFixed(1)} MB`,
      );
    }
    await disturbance.stop();
    console.log(
      `Besides ${taken.length * PER_SECOND * 5} messages: ${disturbance.actions} other actions.`,
    );
    room.close();
    return taken;
  } finally {
    await rival.process.stop();
  }
}
