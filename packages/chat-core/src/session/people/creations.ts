import type { Clock } from '../../platform/clock.ts';
import { findLockManager } from '../../platform/locks.ts';
import type { RandomSource } from '../../platform/random.ts';
import { isRefused } from '../is-refused.ts';
import type { AddedParticipants, CreatedThread } from '../session-contract.ts';
import type { CreationRecord, SessionDatabase } from '../storage/session-database.ts';
import type { SendingLock } from '../tabs/sending-lock.ts';
import { soleTab } from '../tabs/sole-tab.ts';
import { createWebLock } from '../tabs/web-lock.ts';
import { createExpiredCreationError, createMissingPeopleError } from './creation-errors.ts';
import type { PersonToAdd } from './new-people.ts';

/** A creation whose fate is not known is the same one when it is asked for again within this time, in ms. */
const sameCreationMs = 300_000;

/** A creation that a page has left behind is carried out within this time, in ms. Services forget the ids of requests after two days. */
const leftCreationMs = 86_400_000;

/** What is needed to keep creations. */
export interface CreationPorts {
  readonly random: RandomSource;
  readonly clock: Clock;
  /** Fires when the session ends, and ends the requests that are under way. */
  readonly abortSignal: AbortSignal;
  database(): Promise<SessionDatabase>;
  /** Rejects with code `disposed` when the session has ended, with `identity-changed` when the client's token is another user's. */
  requireUse(operation: string): Promise<void>;
  /** Whether this tab is the one that sends, and there is a network. */
  canSend(): boolean;
  reportError(error: unknown): void;
  /** The place of the page that carries a creation out. Default: a lock of the platform, where it has any. */
  readonly createPlace?: (creationId: string) => SendingLock;
}

/** The threads that the user has asked for, as long as they are not known to exist. */
export interface Creations {
  /** Stores the request, and carries it out. The same request after an unclear failure, a little later, makes no second thread. */
  begin(topic: string, participants: readonly PersonToAdd[]): Promise<CreatedThread>;
  /**
   * Carries out what pages have left behind whose end nobody was told, if this tab is the one that sends. What another page carries out
   * is waited for, until that page has ended. It never rejects. What fails without a clear answer stays for the next call.
   */
  resume(): Promise<void>;
}

/** @param carryOut - Makes the thread. Called again with the same record it must make no second one. */
export function createCreations(
  ports: CreationPorts,
  carryOut: (creation: CreationRecord) => Promise<CreatedThread>,
): Creations {
  const { random, clock, abortSignal, database, requireUse, canSend, reportError } = ports;
  const { createPlace = createSystemPlace } = ports;
  const places = new Set<SendingLock>();
  abortSignal.addEventListener('abort', () => places.forEach((place) => place.release()));
  /** Those that this page brings to an end, until they are forgotten. */
  const underWay = new Set<CreationRecord>();
  /** Creations that have failed without a clear answer, by what was asked for. */
  const uncertain = new Map<string, { readonly id: string; readonly at: number }>();

  async function forget(creationId: string): Promise<void> {
    try {
      await (await database()).update('creations', creationId, () => undefined);
    } catch {
      // It is carried out once more then, which makes no second thread.
    }
  }

  async function finish(creation: CreationRecord): Promise<void> {
    const { creationId, topic, createdAt } = creation;
    // The clock may have been set back.
    const isTooOld = Math.abs(clock.now() - createdAt) > leftCreationMs;
    try {
      await requireUse('createThread');
      if (isTooOld) reportError(createExpiredCreationError());
      else {
        const { failed } = await addEverybody(await carryOut(creation));
        const isKept = failed.some(({ retryable }) => retryable);
        if (failed.length > 0) reportError(createMissingPeopleError(topic, failed, isKept));
        if (isKept) return;
      }
    } catch (error) {
      if (!isRefused(error)) return;
      reportError(error);
    }
    await forget(creationId);
  }

  /** A repeated creation gives the answer of the first one, so who was missing then has to be added apart. */
  async function addEverybody(created: CreatedThread): Promise<AddedParticipants> {
    return created.failed.some(({ retryable }) => retryable) ? created.retryFailed() : created;
  }

  /** The creation of this page that the request repeats because its fate is not known. */
  function findUncertain(request: string): string | undefined {
    for (const [key, { at }] of uncertain)
      if (clock.now() - at >= sameCreationMs) uncertain.delete(key);
    return uncertain.get(request)?.id;
  }

  const isUnderWay = (creationId: string): boolean =>
    [...underWay].some((creation) => creation.creationId === creationId);

  /** Asks for the place of the page that carries the creation out. Returns how to give it up. */
  function takePlace(creationId: string, onHeld = (): void => {}): () => void {
    const place = createPlace(creationId);
    places.add(place);
    place.request({ onHeld, onLost() {} });
    return () => {
      places.delete(place);
      place.release();
    };
  }

  async function resumeOne(left: CreationRecord): Promise<void> {
    const { creationId } = left;
    let givePlaceUp = (): void => {};
    underWay.add(left);
    try {
      await new Promise<void>((resolve) => (givePlaceUp = takePlace(creationId, resolve)));
      if (!canSend()) return;
      // It may have come to its end meanwhile.
      const creation = await (await database()).update('creations', creationId, (now) => now);
      if (creation !== undefined) await finish(creation);
    } finally {
      givePlaceUp();
      underWay.delete(left);
    }
  }

  return {
    async begin(topic, participants) {
      const request = JSON.stringify([topic, participants]);
      const creationId = findUncertain(request) ?? random.createUuid();
      const creation = { creationId, topic, participants, createdAt: clock.now() };
      const givePlaceUp = takePlace(creationId);
      underWay.add(creation);
      try {
        // Where it cannot be stored it only ends with the page.
        const store = (await database()).update('creations', creationId, () => creation);
        await store.catch(reportError);
        const created = await carryOut(creation);
        uncertain.delete(request);
        return created;
      } catch (error) {
        if (!isRefused(error)) uncertain.set(request, { id: creationId, at: clock.now() });
        throw error;
      } finally {
        // When the session has ended the next one goes on with it.
        if (!abortSignal.aborted)
          void forget(creationId).then(() => {
            underWay.delete(creation);
            givePlaceUp();
          });
      }
    },
    async resume() {
      try {
        const tables = await database();
        if (!canSend()) return;
        const left = await tables.readAll('creations');
        await Promise.all(left.filter(({ creationId }) => !isUnderWay(creationId)).map(resumeOne));
      } catch (error) {
        reportError(error);
      }
    },
  };
}

/** A page that ends gives it up by itself. */
function createSystemPlace(creationId: string): SendingLock {
  const locks = findLockManager();
  return locks === undefined ? soleTab : createWebLock(locks, `confab:creation:${creationId}`);
}
