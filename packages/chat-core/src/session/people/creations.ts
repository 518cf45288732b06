import { ChatClientError } from '../../errors.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RandomSource } from '../../platform/random.ts';
import { isRefused } from '../is-refused.ts';
import type { CreatedThread, NewParticipant } from '../session-contract.ts';
import type { CreationRecord, SessionDatabase } from '../storage/session-database.ts';

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
}

/** The threads that the user has asked for, as long as they are not known to exist. */
export interface Creations {
  /** Stores the request, and carries it out. The same request after an unclear failure, a little later, makes no second thread. */
  begin(topic: string, participants: readonly NewParticipant[]): Promise<CreatedThread>;
  /**
   * Carries out what pages have left behind whose end nobody was told, if this tab is the one that sends. It never rejects. What fails
   * without a clear answer stays for the next call.
   */
  resume(): Promise<void>;
}

/** @param carryOut - Makes the thread. Called again with the same record it must make no second one. */
export function createCreations(
  { random, clock, abortSignal, database, requireUse, canSend, reportError }: CreationPorts,
  carryOut: (creation: CreationRecord) => Promise<CreatedThread>,
): Creations {
  /** Those of this page, which it brings to an end itself. */
  const underWay = new Set<string>();
  let uncertain: { readonly request: string; readonly id: string; readonly at: number } | undefined;

  async function forget(creationId: string): Promise<void> {
    try {
      await (await database()).update('creations', creationId, () => undefined);
    } catch {
      // It is carried out once more then, which makes no second thread.
    }
  }

  async function finish(creation: CreationRecord): Promise<void> {
    const { creationId, createdAt } = creation;
    // The clock may have been set back.
    const isTooOld = Math.abs(clock.now() - createdAt) > leftCreationMs;
    underWay.add(creationId);
    try {
      await requireUse('createThread');
      if (isTooOld) reportError(createExpiredCreationError());
      else await carryOut(creation);
    } catch (error) {
      if (!isRefused(error)) return;
      reportError(error);
    } finally {
      underWay.delete(creationId);
    }
    await forget(creationId);
  }

  return {
    async begin(topic, participants) {
      const request = JSON.stringify([topic, participants]);
      const createdAt = clock.now();
      const before = uncertain;
      const isSame = before?.request === request && createdAt - before.at < sameCreationMs;
      const creationId = isSame ? before.id : random.createUuid();
      const creation = { creationId, topic, participants, createdAt };
      underWay.add(creationId);
      try {
        // Where it cannot be stored it only ends with the page.
        const store = (await database()).update('creations', creationId, () => creation);
        await store.catch(reportError);
        const created = await carryOut(creation);
        if (isSame) uncertain = undefined;
        return created;
      } catch (error) {
        if (!isRefused(error)) uncertain = { request, id: creationId, at: clock.now() };
        throw error;
      } finally {
        underWay.delete(creationId);
        // When the session has ended the next one goes on with it.
        if (!abortSignal.aborted) void forget(creationId);
      }
    },
    async resume() {
      try {
        const tables = await database();
        if (!canSend()) return;
        for (const creation of await tables.readAll('creations')) {
          if (canSend() && !underWay.has(creation.creationId)) await finish(creation);
        }
      } catch (error) {
        reportError(error);
      }
    },
  };
}

function createExpiredCreationError(): ChatClientError {
  return new ChatClientError({
    code: 'expired',
    operation: 'createThread',
    message:
      'A thread that was asked for before the page was left could not be created for a whole day, so it was given up. Create it again.',
    retryable: true,
  });
}
