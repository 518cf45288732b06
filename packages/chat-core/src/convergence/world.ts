import { isChatClientError } from '../errors.ts';
import { defaultReliability } from '../session/reliability.ts';
import type { Engine } from './engine.ts';
import type { Fault } from './fault-tape.ts';
import { checkCommit, createMemory, mostUnsent, type Memory } from './invariants.ts';
import { createModel, type Model } from './model.ts';
import type { NetworkRules } from './network.ts';
import { openPage, type Device, type Page, type PageWorld } from './page.ts';
import type { Scheduling } from './scheduling.ts';
import { createSharedStorage } from './shared-storage.ts';
import { createTimeline, type Timeline } from './virtual-clock.ts';
import { createWorldService, type WorldService } from './world-service.ts';

/**
 * What the world's service and network promise. `acs`: nothing; a request may take effect at any time. `settle`: a request takes effect
 * within the settle time or never. `idem`: the service stores a message once, however often and
 * however late it comes with its mark; one without a mark comes in time or never.
 */
export type Mode = 'acs' | 'settle' | 'idem';

/**
 * What brings everybody up to date in the end. `reconnect`: all connections end once more. `compare`: the clients compare what they show
 * with the service now and then; they do so in no other world. `nothing`: no request and no event is lost, so what happens has to be enough.
 */
export type Repair = 'reconnect' | 'compare' | 'nothing';

/** How a world is. */
export interface WorldInit {
  readonly mode: Mode;
  readonly startTimeBy: 'created' | 'version';
  readonly repair: Repair;
  readonly faults: readonly Fault[];
  /** So many messages stay on a page, but for what its reader has paged in. Otherwise more than there ever are. */
  readonly keptRows?: number | undefined;
}

/** A service and its clients, of which nothing moves by itself. */
export interface World {
  readonly mode: Mode;
  readonly repair: Repair;
  readonly scheduling: Scheduling;
  readonly timeline: Timeline;
  readonly service: WorldService;
  readonly model: Model;
  readonly ada: Device;
  readonly grace: Device;
  /** The open pages: one or two of Ada's, one of Grace's. */
  readonly pages: Page[];
  open(device: Device): Page;
  /** Forgets a page that was killed or disposed. */
  forget(page: Page): void;
  /** No fault happens from now on. */
  endFaults(): void;
  /** A request has taken effect later than clients wait, and none like it is repeated. */
  readonly hasTakenLate: boolean;
  /** An event was lost on a connection that stayed, or somebody has come back of whose receipts no event tells. */
  readonly hasUntoldReceipts: boolean;
  /** Somebody who is in the thread again cannot see what he had sent before, and so not find out whether it was stored. */
  readonly hasHidden: boolean;
  /** Somebody who was taken out of the thread is in it again. */
  readonly hasReturned: boolean;
  /** Notes it. */
  noteReturn(isAfresh: boolean): void;
  /** Notes what must not happen. */
  onViolation(where: string, error: unknown): void;
  /** Throws what went wrong first, if anything did. */
  requireNoViolation(): void;
}

/** Shorter than the defaults where nothing depends on the length: a run of the world has fewer steps so. A few messages fill the outbox. */
const comparing = {
  outboxScanMs: 20_000,
  antiEntropyMs: 10_000,
  windowCheckMs: 10_000,
  maxOutboxItems: mostUnsent,
};

/** A day is longer than any story. */
const notComparing = { ...comparing, antiEntropyMs: 86_400_000, burstQuietMs: 86_400_000 };

/** Creates a {@link World} with Ada and Grace in one thread, each with one page that has just been opened. */
export async function createWorld(
  scheduling: Scheduling,
  engine: Engine,
  { mode, startTimeBy, repair, faults, keptRows }: WorldInit,
): Promise<World> {
  const timeline = createTimeline(scheduling);
  const isIdempotent = mode === 'idem';
  const service = await createWorldService(timeline, ['Ada', 'Grace', 'Linus'], {
    isIdempotent,
    startTimeBy,
  });
  const [ada, grace] = service.users.map((user): Device => ({
    user,
    storage: createSharedStorage(user.name, scheduling),
    isOnline: true,
    skewMs: 0,
    skews: [0],
    onlineListeners: new Map(),
  }));
  if (ada === undefined || grace === undefined) throw new Error('A world has two people.');
  const tape = repair === 'nothing' ? [] : [...faults];
  const rules: NetworkRules = {
    scheduling,
    timeline,
    service: () => service.current,
    takeFault: () => tape.shift() ?? { kind: 'none' },
    isRefused: service.isRefused,
    // An attempt is dated when it is stored, at most 5 s before it leaves; the settle time has a margin for that.
    usualDelayMs: defaultReliability.settleMs - 6_000,
    takesLate: mode === 'acs',
    hasTakenLate: false,
    hasLostEvent: false,
    allowsResume: isIdempotent,
    pageSize: 10,
    eventFault: undefined,
  };
  const model = createModel();
  const memories = new Map<string, Memory>();
  const violations: Error[] = [];
  const pages: Page[] = [];
  const { threadId } = service;
  let numbers = 0;
  let hasReturned = false;
  let hasHidden = false;
  let opened = 0;

  function onViolation(page: string, error: unknown): void {
    violations.push(asError(error, page));
  }

  function onCommit(page: Page): void {
    const memory = memories.get(page.name) ?? createMemory();
    memories.set(page.name, memory);
    try {
      checkCommit(page.state, threadId, memory, service.births, opened);
      const stored = page.device.storage.dump();
      if (service.users.some(({ token }) => stored.includes(token)))
        throw new Error('A token was stored on the device.');
    } catch (error) {
      onViolation(page.name, error);
    }
  }

  const pageWorld: PageWorld = {
    rules,
    engine,
    threadId,
    keptRows,
    reliability: repair === 'compare' ? comparing : notComparing,
    nextNumber: () => (numbers += 1),
    renewToken: (user, page) =>
      new Promise((resolve, reject) => {
        scheduling.add(`${page}: gets a token`, () => service.renew(user).then(resolve, reject));
      }),
    onCommit,
    onError(page, error) {
      // Everything that can go wrong outside has a code.
      if (!isChatClientError(error)) onViolation(page, error);
    },
    onViolation,
  };

  const world: World = {
    mode,
    repair,
    scheduling,
    timeline,
    service,
    model,
    ada,
    grace,
    pages,
    open(device) {
      opened += 1;
      const page = openPage(`${device.user.name}#${opened}`, device, pageWorld);
      pages.push(page);
      return page;
    },
    forget(page) {
      model.endTab(page.name);
      pages.splice(pages.indexOf(page), 1);
    },
    endFaults() {
      tape.length = 0;
      rules.eventFault = undefined;
      // The service believes that a lost event has arrived, and would not send it again.
      if (repair === 'reconnect') rules.allowsResume = false;
    },
    get hasUntoldReceipts() {
      return hasReturned || rules.hasLostEvent;
    },
    get hasReturned() {
      return hasReturned;
    },
    get hasTakenLate() {
      return rules.hasTakenLate;
    },
    get hasHidden() {
      return hasHidden;
    },
    noteReturn(isAfresh) {
      hasReturned = true;
      hasHidden ||= isAfresh;
    },
    onViolation,
    requireNoViolation() {
      if (violations[0] !== undefined) throw violations[0];
    },
  };
  world.open(ada);
  world.open(grace);
  return world;
}

function asError(error: unknown, where: string): Error {
  const text = error instanceof Error ? error.message : String(error);
  return new Error(`${where}: ${text}`, { cause: error });
}
