import type { ChatFailure } from '../../model/entities.ts';
import { metadataKeys } from '../../model/metadata-keys.ts';
import { readElapsed } from '../../platform/session-clock.ts';
import type { ServerMessage } from '../chat-event.ts';
import type { ChangeRecord } from '../storage/session-database.ts';
import { baseOver, editedMetadata, isCarriedOut, isNewer, moveChange } from './change-states.ts';
import type { Changes } from './changes.ts';
import {
  asChangeFailure,
  asUnknownChange,
  messageDeleted,
  messageUnseen,
  overwritten,
} from './change-failures.ts';
import { expired } from './failures.ts';
import type { LastEdits } from './last-edits.ts';
import type { ServicePorts } from './outbox-ports.ts';
import type { OwnMessages } from './own-messages.ts';
import type { Pause, Traffic } from './traffic.ts';
import type { Waits } from './waits.ts';

/** After an edit or a deletion the message is read at most so many times: what is shown then is what the service shows. */
const maxConfirmations = 3;

/** What is answered faster was not tried a second time, ms: nothing of it comes later. */
const promptMs = 5_000;

/** Carries out the edits and deletions, as long as this tab is the one that sends. */
export interface ChangeCourier {
  /** There may be something to do. */
  pump(): void;
  /** The change shows at the service: there is nothing left to do. */
  finish(change: ChangeRecord): Promise<void>;
  stop(): void;
}

/** What the courier needs beside the ports of the outbox. */
export interface ChangeCourierPorts extends ServicePorts {
  readonly changes: Changes;
  readonly own: OwnMessages;
  readonly lastEdits: LastEdits;
  /** Reads the message that is changed; `undefined` when the service does not have it. `isMade`: it has accepted the change. */
  read(change: ChangeRecord, isMade: boolean): Promise<ServerMessage | undefined>;
  readonly traffic: Traffic;
  readonly waits: Waits;
}

export function createChangeCourier(ports: ChangeCourierPorts): ChangeCourier {
  const { clock, config, service, changes, own, traffic, waits, lastEdits } = ports;
  const { table } = changes;
  const busy = new Set<string>();
  const elapsed = (): number => readElapsed(clock);
  let isStopped = false;

  /** One change of a message at a time; one of which nobody knows what has become comes first. */
  async function runLane({ threadId, messageId }: ChangeRecord): Promise<void> {
    const lane = `${threadId} ${messageId}`;
    if (busy.has(lane)) return;
    busy.add(lane);
    for (;;) {
      const shown = changes
        .pendingOf(threadId, messageId)
        .filter(({ state }) => state !== 'accepted');
      const pending = shown.filter(({ changeId }) => table.isStored(changeId));
      const next = pending.find(({ state }) => state === 'sending') ?? lastWord(pending);
      if (next === undefined || isStopped) break;
      // One that was made before and is stored after would have the last word.
      if (shown.slice(0, shown.indexOf(next)).some(({ changeId }) => !table.isStored(changeId)))
        break;
      await carryOut(next);
    }
    busy.delete(lane);
  }

  async function carryOut(found: ChangeRecord): Promise<void> {
    const { changeId, threadId, state, stateSince } = found;
    // It left from an earlier page or another tab.
    if (state === 'sending')
      lastEdits.note(found, config.settleMs - Math.max(0, clock.now() - stateSince));
    const isOver = (): boolean => isStopped || !isUnmade(table.rows.get(changeId));
    const startedAt = elapsed();
    let triedAt = -Infinity;
    const isGivenUp = (): boolean =>
      elapsed() - startedAt >= config.sendExpiryMs && elapsed() - triedAt < config.lastTryMs;
    await traffic.pursue({ threadId, isOver, isRepeated: state === 'sending' }, async () => {
      const change = table.rows.get(changeId);
      if (change?.state !== 'queued') return change && findOut(change, isOver, isGivenUp);
      triedAt = elapsed();
      return attempt(change, isOver);
    });
  }

  async function attempt(change: ChangeRecord, isOver: () => boolean): Promise<Pause | void> {
    const { changeId, threadId, messageId, content = '', kind } = change;
    const pending = changes.pendingOf(threadId, messageId);
    const isOutdated = pending
      .slice(pending.findIndex((one) => one.changeId === changeId) + 1)
      .some(({ state }) => state !== 'queued');
    if (kind === 'edit' && isOutdated) {
      await table.change(changeId, (now) => (now?.state === 'queued' ? undefined : now));
      return;
    }
    const queued = pending.filter((one) => one.state === 'queued' && table.isStored(one.changeId));
    const last = lastWord(queued)?.changeId;
    for (const { changeId: other } of queued) {
      if (other !== last)
        await table.change(other, (now) => (now?.state === 'queued' ? undefined : now));
    }
    if (changeId !== last) return;
    const lateMs = lastEdits.waitMs(change);
    if (lateMs > 0)
      return { kind: 'settling', ms: Math.min(lateMs, config.settleMs), isNeedless: () => false };
    const isBlind =
      kind === 'edit' && change.metadata?.[metadataKeys.clientMessageId] === undefined;
    let known: ServerMessage | undefined = own.get(threadId, messageId);
    if (isBlind && known === undefined) {
      const { view, pause } = await readMessage(change, isOver);
      if (view === undefined) return pause;
      known = view;
    }
    if (known !== undefined && isOvertaken(table.rows.get(changeId), known))
      return giveUp(change, overwritten);
    let isOurs = false;
    const leaving = await table.change(changeId, (now) => {
      isOurs = now?.state === 'queued';
      return now && isOurs
        ? moveChange(now, 'sending', clock.now(), baseOver(known, now.base))
        : now;
    });
    if (!isOurs || isOver()) return;
    lastEdits.note(change);
    const metadata = editedMetadata(change.metadata, known);
    const edit = { content, ...(metadata !== undefined && { metadata }) };
    const askedAt = elapsed();
    const answer = await traffic.ask(threadId, () =>
      kind === 'edit'
        ? service.edit(threadId, messageId, edit)
        : service.remove(threadId, messageId),
    );
    const isUnknown = !answer.isDone && answer.outcome.kind === 'unknown';
    if (isUnknown || elapsed() - askedAt > promptMs) lastEdits.note(change, config.settleMs);
    // A refused token has ended the turn of this tab by now; the change is not made all the same.
    if (!answer.isDone && answer.outcome.kind !== 'unknown' && answer.outcome.kind !== 'failed')
      await table.change(changeId, (now) =>
        now?.state === 'sending' && now.stateSince === leaving?.stateSince
          ? moveChange(now, 'queued', clock.now())
          : now,
      );
    if (isOver()) return;
    if (answer.isDone) {
      const seen = own.get(threadId, messageId);
      return seen && isCarriedOut(change, seen) ? finish(change) : move(change, 'accepted');
    }
    const { outcome, error } = answer;
    if (outcome.kind === 'failed') return refuse(change, outcome.failure, error);
    return outcome.kind === 'unknown' || outcome.kind === 'postponed' ? outcome : undefined;
  }

  /** The message is deleted, or is not there for this user: then nobody knows whether others still see it. */
  async function endWithout(change: ChangeRecord, view: ServerMessage | undefined): Promise<void> {
    if (change.kind === 'edit') await giveUp(change, messageDeleted);
    else if (view === undefined) await giveUp(change, messageUnseen);
    else await finish(change);
  }

  const baseOf = (changeId: string): string | undefined => table.rows.get(changeId)?.base;

  /** Whether another device has edited the message since the user edited it here. */
  function isOvertaken(change: ChangeRecord | undefined, view: ServerMessage): boolean {
    return (
      change?.kind === 'edit' &&
      isNewer(view, change.base) &&
      view.editedAt !== undefined &&
      view.deletedAt === undefined &&
      !isCarriedOut(change, view) &&
      !lastEdits.hasSaid(change, view.content)
    );
  }

  /** The message as it is. Without one the change is dealt with, or has to wait. */
  async function readMessage(
    change: ChangeRecord,
    isOver: () => boolean,
  ): Promise<{ readonly view?: ServerMessage; readonly pause?: Pause }> {
    const { threadId } = change;
    const answer = await traffic.ask(threadId, () => ports.read(change, false));
    if (isOver()) return {};
    if (answer.isDone) {
      const view = answer.value;
      if (view !== undefined && view.deletedAt === undefined) return { view };
      await endWithout(change, view);
      return {};
    }
    const { outcome, error } = answer;
    if (outcome.kind !== 'failed') return { pause: outcome };
    const toFailure = change.state === 'sending' ? asUnknownChange : asChangeFailure;
    await giveUp(change, toFailure(outcome.failure), error);
    return {};
  }

  /** Nobody knows whether the change was made. The message tells. */
  async function findOut(
    change: ChangeRecord,
    isOver: () => boolean,
    isGivenUp: () => boolean,
  ): Promise<Pause | void> {
    const { changeId, kind } = change;
    const { view, pause } = await readMessage(change, isOver);
    if (view === undefined) return pause;
    if (isCarriedOut(change, view)) return finish(change);
    if (kind === 'edit' && isNewer(view, baseOf(changeId))) return giveUp(change, overwritten);
    if (isGivenUp()) return giveUp(change, expired);
    await move(change, 'queued');
    return { kind: 'unknown' };
  }

  /** The service refuses the change. A message that is deleted says so in many ways. */
  async function refuse(change: ChangeRecord, failure: ChatFailure, error: unknown): Promise<void> {
    const { threadId } = change;
    if (failure.code === 'gone') void service.recheck(threadId);
    const isAbout = failure.code === 'gone' || failure.code === 'forbidden';
    const answer = isAbout && (await traffic.ask(threadId, () => ports.read(change, false)));
    if (answer && answer.isDone && (!answer.value || answer.value.deletedAt !== undefined))
      await endWithout(change, answer.value);
    else await giveUp(change, asChangeFailure(failure), error);
  }

  async function giveUp(
    { changeId }: ChangeRecord,
    failure: ChatFailure,
    error?: unknown,
  ): Promise<void> {
    if (error !== undefined) changes.noteCause(changeId, error);
    await table.change(changeId, (now) =>
      isUnmade(now) ? moveChange(now, 'failed', clock.now(), { failure }) : now,
    );
  }

  async function move({ changeId }: ChangeRecord, state: 'accepted' | 'queued'): Promise<void> {
    await table.change(changeId, (now) =>
      now?.state === 'sending' ? moveChange(now, state, clock.now()) : now,
    );
  }

  async function finish({ changeId }: ChangeRecord): Promise<void> {
    await table.change(changeId, () => undefined);
  }

  /** The service has accepted the change. When no event shows it in time, the message is read. */
  async function confirm(change: ChangeRecord): Promise<void> {
    const { changeId, threadId } = change;
    const isOver = (): boolean => isStopped || table.rows.get(changeId)?.state !== 'accepted';
    if (busy.has(changeId)) return;
    busy.add(changeId);
    await waits.until(isOver, config.changeConfirmMs);
    let looks = 0;
    await traffic.pursue({ threadId, isOver }, async () => {
      const answer = await traffic.ask(threadId, () => ports.read(change, true));
      if (isOver()) return;
      if (!answer.isDone && answer.outcome.kind !== 'failed') return answer.outcome;
      looks += 1;
      const view = answer.isDone && answer.value;
      // Who may not read the message any more does not see it either.
      const isShown =
        !view ||
        view.deletedAt !== undefined ||
        isCarriedOut(change, view) ||
        isNewer(view, baseOf(changeId));
      if (isShown || looks >= maxConfirmations) return finish(change);
      return { kind: 'unknown' };
    });
    busy.delete(changeId);
  }

  return {
    pump() {
      for (const change of [...table.rows.values()]) {
        if (change.state === 'accepted') void confirm(change);
        else if (isUnmade(change)) void runLane(change);
      }
    },
    finish,
    stop() {
      isStopped = true;
      waits.recheck();
    },
  };
}

/** Of changes that wait, the last one counts; a deletion counts more than any edit. */
function lastWord(pending: readonly ChangeRecord[]): ChangeRecord | undefined {
  const queued = pending.filter(({ state }) => state === 'queued');
  return queued.find(({ kind }) => kind === 'delete') ?? queued.at(-1);
}

function isUnmade(change: ChangeRecord | undefined): change is ChangeRecord {
  return change?.state === 'queued' || change?.state === 'sending';
}
