// One client of a soak: one tab of a user, in a process of its own.
import type { ClientCalls, ClientSetup, SoakCalls } from '../client/client-calls.ts';
import { countOpenResources, untilClosed } from '../client/open-resources.ts';
import { warmUpDriver } from '../client/file-database.ts';
import { openSoakSession } from '../client/open-session.ts';
import { createSpeaker } from '../client/speaker.ts';
import { createWatcher } from '../client/watcher.ts';
import { openJournal } from '../journal.ts';
import { createSeededRandom } from '../seeded-random.ts';
import { createLine } from './line.ts';

const memoryEveryMs = 5_000;
const readEveryMs = 4_000;
/** Connections that are kept for the next request are closed by then. */
const closePatienceMs = 15_000;

// The soak gave it.
const setup = JSON.parse(process.argv[2] ?? '') as ClientSetup;
const journal = openJournal(setup.journalFile);
process.on('unhandledRejection', (error) => noteUncaught(error));
process.on('uncaughtException', (error) => noteUncaught(error));
// Whoever started it is gone.
process.on('disconnect', () => process.exit(1));

const calls: ClientCalls = {
  start,
  setLoad: (isOn) => (isOn ? speaker.start() : speaker.stop()),
  setClock: (offsetMs) => soakSession.setClock(offsetMs),
  hearTab: (message) => soakSession.hearTab(message),
  readViews: () => watcher.readViews(),
  readRows: (threadId) => watcher.readRows(threadId),
  end,
};
const soak = createLine<SoakCalls>(process, calls);
warmUpDriver();
const before = countOpenResources();
const random = createSeededRandom(setup.seed);
const soakSession = openSoakSession(setup, journal, soak);
const { session } = soakSession;
const watcher = createWatcher(session, journal);
const speaker = createSpeaker(session, setup, journal, random);
const repeated = [setInterval(noteMemory, memoryEveryMs), setInterval(readSomething, readEveryMs)];

async function start(): Promise<void> {
  session.start();
  for (const threadId of setup.threadIds) {
    session.acquire(threadId);
    // What fails while troubles come is read again by the session itself; nothing has come yet.
    await session.loadMessages(threadId);
    await session.loadParticipants(threadId);
  }
}

function readSomething(): void {
  const threadId = random.pick(setup.threadIds);
  const newest = watcher.newestId(threadId);
  if (newest !== undefined) session.markRead(threadId, newest);
}

function noteMemory(): void {
  // So that the heap is what is alive.
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  journal.write({ what: 'memory', rssMb: rss / 2 ** 20, heapMb: heapUsed / 2 ** 20 });
}

function noteUncaught(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  journal.write({ what: 'uncaught', error: text });
}

async function end(): ReturnType<ClientCalls['end']> {
  for (const timer of repeated) clearInterval(timer);
  await session.dispose();
  return { before, after: await untilClosed(before, closePatienceMs) };
}
