import { join } from 'node:path';
import { threadPath } from '../load/acs-caller.ts';
import { fillStorage } from '../load/fill-storage.ts';
import type { FilledStorage } from '../load/fill-storage.ts';
import { startConfabServer } from '../load/rivals.ts';
import { createTimedReader } from '../load/timed-reader.ts';
import type { TimedReader } from '../load/timed-reader.ts';
import type { Budget } from '../src/budget.ts';
import { compareQuantile } from '../src/compare-rounds.ts';
import type { Figure, LoadRow, LoadSite } from '../src/load-row.ts';

/** Stored messages, smallest first: the others are compared with it. */
const SIZES = {
  '10⁴': { messages: 10_000, threads: 1_000 },
  '10⁵': { messages: 100_000, threads: 10_000 },
  '10⁶': { messages: 1_000_000, threads: 100_000 },
};

const ROUNDS = 10;
const READS_PER_ROUND = 20;
const WARM_UP_READS = 60;
/** A round of reads ends early after this time, ms, when it has a few: a list that is far too slow shows it all the same. */
const ROUND_MS = 2_000;
const FEW_READS = 3;
/** Pages from the newest message to a deep one; the smallest history has fewer. */
const DEEP_PAGES = 500;
const FLAT: Budget = { ratioAtMost: 2, valueAtMost: 50 };
/** The person's own list grows a hundredfold here: sorting it by the newest message takes longer, and must stay short. */
const SHORT: Budget = { valueAtMost: 50 };
const GROWING_LIST = '100 threads of somebody who is in every tenth';

const VERSION = 'api-version=2024-03-07';
const PAGE = `maxPageSize=100&${VERSION}`;

/** What one read asks for; `turn` counts up, so that reads need not all hit the same page. */
interface Reading {
  readonly path: string;
  readonly token: string;
}
type Ask = (turn: number) => Reading;

/** Reading lists, which must not slow down as the history grows. */
export const listRows: readonly LoadRow[] = [
  { name: 'Read lists from 10⁴, 10⁵ and 10⁶ stored messages', run },
];

async function run({ folder, serverScript }: LoadSite): Promise<Figure[]> {
  const sides: Side[] = [];
  try {
    for (const [name, size] of Object.entries(SIZES)) {
      const place = join(folder, name);
      const filled = await fillStorage(join(place, 'data'), size);
      const { process } = await startConfabServer(serverScript, place);
      const reader = createTimedReader(process.endpoint);
      const asks = await prepareAsks(reader, filled);
      sides.push({ name, reader, asks, stop: process.stop });
    }
    const lists = [...(sides[0]?.asks.keys() ?? [])];
    const figures: Figure[] = [];
    for (const list of lists) figures.push(await measureList(sides, list));
    return figures;
  } finally {
    for (const side of sides) {
      side.reader.close();
      await side.stop();
    }
  }
}

interface Side {
  readonly name: string;
  readonly reader: TimedReader;
  readonly asks: ReadonlyMap<string, Ask>;
  stop(): Promise<void>;
}

async function measureList(sides: readonly Side[], list: string): Promise<Figure> {
  const samples = Object.fromEntries(sides.map(({ name }) => [name, [] as number[][]]));
  for (let round = -1; round < ROUNDS; round += 1) {
    const reads = round === -1 ? WARM_UP_READS : READS_PER_ROUND;
    for (const { name, reader, asks } of sides) {
      const taken: number[] = [];
      const end = performance.now() + ROUND_MS;
      for (let turn = 0; turn < reads; turn += 1) {
        if (turn >= FEW_READS && performance.now() > end) break;
        const ask = asks.get(list)?.(Math.max(0, round) * READS_PER_ROUND + turn);
        if (ask !== undefined) taken.push((await reader.read(ask.path, ask.token)).ms);
      }
      if (round >= 0) samples[name]?.push(taken);
    }
  }
  return compareQuantile(`${list}, p95`, 0.95, samples, list === GROWING_LIST ? SHORT : FLAT);
}

async function prepareAsks(
  reader: TimedReader,
  { reader: person, newcomer, regular, longThreadId, shortThreadIds }: FilledStorage,
): Promise<ReadonlyMap<string, Ask>> {
  const long = threadPath(longThreadId);
  const newest = `${long}/messages?${PAGE}`;
  const deep = await findDeepPages(reader, newest, person.token);
  const always =
    (path: string, { token } = person): Ask =>
    () => ({ path, token });
  return new Map<string, Ask>([
    ['newest 100 messages of a long thread', always(newest)],
    [
      '100 messages deep in it',
      (turn) => deep[turn % deep.length] ?? { path: newest, token: person.token },
    ],
    ['all messages of somebody who may read the last 50', always(newest, newcomer)],
    [
      'messages of a short thread, each time another',
      (turn) => ({
        path: `${threadPath(shortThreadIds[(turn * 7) % shortThreadIds.length] ?? '')}/messages?${PAGE}`,
        token: person.token,
      }),
    ],
    ['100 participants of a thread of 250', always(`${long}/participants?${PAGE}`)],
    ['100 threads of somebody who is in 200', always(`/chat/threads?${PAGE}`)],
    [GROWING_LIST, always(`/chat/threads?${PAGE}`, regular)],
  ]);
}

/** Ten pages deep in a list, found as a client finds them: by the links. */
async function findDeepPages(
  reader: TimedReader,
  first: string,
  token: string,
): Promise<readonly Reading[]> {
  const paths: string[] = [];
  for (let path: string | undefined = first; path !== undefined && paths.length < DEEP_PAGES;) {
    paths.push(path);
    path = (await reader.read(path, token)).nextPath;
  }
  return paths.slice(-10).map((path) => ({ path, token }));
}
