import type { TimerHandle } from '../../platform/clock.ts';
import { readElapsed } from '../../platform/session-clock.ts';
import type { OutboxRecord } from '../storage/session-database.ts';
import { awaitsFiles } from './awaits-files.ts';
import { createFileStep } from './file-step.ts';
import { expired } from './failures.ts';
import type { nextStep, Step } from './next-step.ts';
import type { ServicePorts } from './outbox-ports.ts';
import type { OutgoingBook } from './outgoing-book.ts';
import { toOutgoing } from './outgoing-events.ts';
import { isOnTheWay, mayBeStored, moveTo, withoutAttempts } from './outgoing-states.ts';
import { createReadiness } from './readiness.ts';
import type { RecordAges, RecordDate } from './record-ages.ts';
import { isAboutAccess } from './send-outcome.ts';
import type { Answer, Pause, Traffic } from './traffic.ts';
import type { Waits } from './waits.ts';

/** Sends what is in the book, as long as this tab is the one that sends. */
export interface Courier {
  /** There may be something to send. */
  pump(): void;
  /** Nothing leaves any more. What is on its way stays as it is stored. */
  stop(): void;
}

/** What the courier needs beside the ports of the outbox. */
export interface CourierPorts extends ServicePorts {
  readonly book: OutgoingBook;
  readonly traffic: Traffic;
  readonly waits: Waits;
  readonly ages: RecordAges;
  /** Decides what is done next. */
  readonly nextStep: typeof nextStep;
  /** A time of the service that has passed; `undefined` when none is known. */
  serviceTime(): number | undefined;
}

/** What is known of a message while this page deals with it. */
interface Run {
  readonly key: string;
  readonly threadId: string;
  readonly isOver: () => boolean;
  /** Whether this page has made an attempt. */
  hasLeft: boolean;
  /** After so many attempts none of them can be stored any more that is not stored already. */
  settledAttempts?: number | undefined;
  checkTimer?: TimerHandle;
}

/** An attempt leaves at most so long after the time that is stored for it. A disk that is always slower is not waited for. */
const longestStoringMs = 5_000;
/** A request has an answer or has timed out by then, ms, unless the page was held up. */
const longestRequestMs = 17_000;
const maxStamps = 10;

export function createCourier(ports: CourierPorts): Courier {
  const { clock, config, service, book, traffic, waits, ages } = ports;
  const { rows, change, isStored } = book.table;
  const lanes = new Set<string>();
  const runs = new Set<Run>();
  const readiness = createReadiness(ports);
  const storeFiles = createFileStep(ports);
  let isStopped = false;

  function headOf(threadId: string): OutboxRecord | undefined {
    const head = book
      .unsent()
      .find((one) => one.threadId === threadId && (config.strictOrder || isOnTheWay(one)));
    return isOnTheWay(head) && isStored(head.clientMessageId) ? head : undefined;
  }

  async function runLane(threadId: string): Promise<void> {
    lanes.add(threadId);
    for (let head = headOf(threadId); head && !isStopped; head = headOf(threadId))
      await deliver(head);
    lanes.delete(threadId);
  }

  /** Another tab's message that was typed before, and is seen only now. */
  function comesAfterAnother(record: OutboxRecord | undefined): boolean {
    if (record?.state !== 'queued') return false;
    const head = headOf(record.threadId);
    return head !== undefined && head.clientMessageId !== record.clientMessageId;
  }

  /** Deals with one message until it is sent, has failed, was taken back, or has to let another one go first. */
  async function deliver(record: OutboxRecord): Promise<void> {
    const { clientMessageId: key, threadId, attempts } = record;
    const isOver = (): boolean =>
      isStopped || !isOnTheWay(rows.get(key)) || comesAfterAnother(rows.get(key));
    const run: Run = { key, threadId, isOver, hasLeft: false };
    runs.add(run);
    ages.note(record);
    watchDuration(run);
    if (awaitsFiles(record)) await storeFiles(record, isOver);
    await traffic.pursue({ threadId, isOver, isRepeated: attempts > 0 }, () => takeStep(run));
    endRun(run);
  }

  async function takeStep(run: Run): Promise<Pause | void> {
    const record = rows.get(run.key);
    if (record === undefined) return;
    const step = stepOf(record, run);
    return step === 'look' ? look(record, run) : attempt(record, run, step);
  }

  function stepOf(record: OutboxRecord, run: Run): Step {
    return ports.nextStep(record, {
      isIdempotent: service.isIdempotent(),
      isExpired: isExpired(record),
      hasLeftHere: run.hasLeft,
    });
  }

  async function attempt(
    record: OutboxRecord,
    run: Run,
    step: Step,
    stampsLeft = maxStamps,
  ): Promise<Pause | void> {
    // Before the attempt is dated: from then on it counts how long it may still arrive.
    const obstacle = await readiness.prepare(run.threadId);
    if (run.isOver()) return;
    if (obstacle !== undefined) return obstacle === 'blocked' ? undefined : { kind: 'postponed' };
    await readiness.learnAbilities(run.isOver);
    if (run.isOver()) return;
    const asRepeatable = service.isIdempotent();
    const stored = await markAsLeaving(record, asRepeatable);
    if (stored === undefined || run.isOver()) return;
    // A page that was frozen while this was stored would leave later than everybody reads there.
    const storingMs = Math.abs(clock.now() - (stored.lastAttemptAt ?? 0));
    if (storingMs > longestStoringMs)
      return stampsLeft > 1 ? attempt(stored, run, step, stampsLeft - 1) : { kind: 'unknown' };
    run.hasLeft = true;
    ages.note(stored);
    watchDuration(run);
    const content = stored.dispatchedContent ?? stored.content;
    const message = { ...toOutgoing(stored), content };
    let answer: Answer<string> | undefined;
    void traffic
      .ask(run.threadId, () => service.send(message, asRepeatable))
      .then(async (given) => {
        // A refused token has ended the turn of this tab by now; what it says of the message holds all the same.
        await takeNote(stored, step, given).catch(ports.reportError);
        answer = given;
        waits.recheck();
      });
    const leftAt = readElapsed(clock);
    await waits.until(() => run.isOver() || answer !== undefined, config.settleMs);
    // A page that was held up may let a request leave late that is made once more with another token: it can arrive for as long again.
    if (answer?.isDone !== true && readElapsed(clock) - leftAt > longestRequestMs)
      await change(run.key, (now) =>
        isOnTheWay(now) ? { ...now, lastAttemptAt: clock.now() } : now,
      );
    if (run.isOver()) return;
    if (answer === undefined || answer.isDone) return { kind: 'unknown' };
    const { outcome } = answer;
    return outcome.kind === 'unknown' || outcome.kind === 'postponed' ? outcome : undefined;
  }

  /** What the service says to an attempt. */
  async function takeNote(record: OutboxRecord, step: Step, answer: Answer<string>): Promise<void> {
    const { clientMessageId: key, threadId } = record;
    if (answer.isDone) return book.bind(key, answer.value);
    const { outcome } = answer;
    if (outcome.kind === 'unknown') return;
    if (isAboutAccess(outcome)) void service.recheck(threadId);
    if (step === 'send') return settleUnstored(record, answer);
    // The refusal says nothing of the attempts before.
    if (outcome.kind === 'failed') await change(key, (now) => now && { ...now, mustBeFound: true });
  }

  /** Stores that an attempt leaves. `undefined`: somebody else has changed the message in the meantime. */
  async function markAsLeaving(
    record: OutboxRecord,
    asRepeatable: boolean,
  ): Promise<OutboxRecord | undefined> {
    let isOurs = false;
    const now = clock.now();
    const since = ports.serviceTime();
    const stored = await change(record.clientMessageId, (current) => {
      isOurs =
        isOnTheWay(current) &&
        current.isTakenBack === record.isTakenBack &&
        mayBeStored(current) === mayBeStored(record);
      if (!isOurs || current === undefined) return current;
      // Of a later attempt it would not cover the earlier ones.
      const isFirst = current.attempts === 0;
      const leaving = current.state === 'queued' ? moveTo(current, 'sending', now) : current;
      return {
        ...leaving,
        attempts: current.attempts + 1,
        ...(isFirst && since !== undefined && { since }),
        firstAttemptAt: current.firstAttemptAt ?? now,
        lastAttemptAt: now,
        mustBeFound: current.mustBeFound || !asRepeatable,
      };
    });
    return isOurs ? stored : undefined;
  }

  /** Looks for the message in its thread. */
  async function look(record: OutboxRecord, run: Run): Promise<Pause | void> {
    const { attempts } = record;
    const leftMs = leftOf(record, 'lastAttemptAt', config.settleMs);
    const isSettled = run.settledAttempts === attempts || (!run.hasLeft && leftMs === 0);
    const answer = await traffic.ask(run.threadId, () =>
      service.findDelivered(toOutgoing(record), record.since),
    );
    if (run.isOver()) return;
    const [id] = answer.isDone ? answer.value : [];
    if (id !== undefined) return book.bind(run.key, id);
    // Who may not read the thread any more is not told what has become of the message.
    const isOver = answer.isDone || answer.outcome.kind === 'failed';
    if (!isOver) return answer.outcome;
    if (isSettled) return settleUnstored(record, answer, true);
    run.settledAttempts = attempts;
    return { kind: 'settling', ms: leftMs, isNeedless: () => mayRepeat(run) };
  }

  /** Whether the service has turned out to store a repetition once, so that nothing need be waited for. */
  function mayRepeat(run: Run): boolean {
    const record = rows.get(run.key);
    if (record === undefined || stepOf(record, run) !== 'repeat') return false;
    run.settledAttempts = undefined;
    return true;
  }

  /** Nothing of the message is stored as of this attempt, as far as is known: it goes back to the queue, or has ended. */
  async function settleUnstored(
    { clientMessageId: key, attempts }: OutboxRecord,
    answer: Answer<unknown>,
    mayLinger = false,
  ): Promise<void> {
    // Somebody has tried it again since.
    if ((rows.get(key)?.attempts ?? 0) > attempts) return;
    const outcome = answer.isDone ? undefined : answer.outcome;
    if (!answer.isDone) book.noteCause(key, answer.error);
    await change(key, (current) => {
      if (current === undefined || current.attempts !== attempts || !mayBeStored(current))
        return current;
      const unstored = withoutAttempts(mayLinger ? { ...current, mayLinger } : current);
      const now = clock.now();
      if (current.isTakenBack === true) return moveTo(unstored, 'cancelled', now);
      if (outcome?.kind === 'failed')
        return moveTo(unstored, 'failed', now, { failure: outcome.failure });
      const isToWait = outcome?.kind === 'blocked' || outcome?.kind === 'throttled';
      return !isToWait && isGivenUp(current)
        ? moveTo(unstored, 'failed', now, { failure: expired })
        : moveTo(unstored, 'queued', now);
    });
  }

  /** After a while the message says that its delivery is being checked. */
  function watchDuration(run: Run): void {
    const record = rows.get(run.key);
    clock.clearTimeout(run.checkTimer);
    if (record?.state !== 'sending' || isStopped) return;
    const check = (current?: OutboxRecord): OutboxRecord | undefined =>
      current?.state === 'sending' && current.stateSince === record.stateSince
        ? moveTo(current, 'checking', clock.now())
        : current;
    run.checkTimer = clock.setTimeout(
      () => void change(run.key, check).catch(ports.reportError),
      leftOf(record, 'stateSince', config.checkingAfterMs),
    );
  }

  function endRun(run: Run): void {
    clock.clearTimeout(run.checkTimer);
    runs.delete(run);
    if (!isOnTheWay(rows.get(run.key))) ages.forget(run.key);
  }

  /** What is left of a duration that began at the date. */
  function leftOf(record: OutboxRecord, date: RecordDate, durationMs: number): number {
    return Math.max(0, durationMs - ages.of(record, date));
  }

  function isExpired(record: OutboxRecord): boolean {
    return leftOf(record, 'firstAttemptAt', config.sendExpiryMs) === 0;
  }

  /** Whoever was away for so long tries once more, unless it is another tab's to send. */
  function isGivenUp(record: OutboxRecord): boolean {
    const isLate = leftOf(record, 'lastAttemptAt', config.lastTryMs) === 0;
    return isExpired(record) && (!isLate || record.firstAttemptAt === 0);
  }

  return {
    pump() {
      for (const { threadId } of book.unsent()) if (!lanes.has(threadId)) void runLane(threadId);
    },
    stop() {
      isStopped = true;
      for (const run of runs) endRun(run);
      waits.recheck();
    },
  };
}
