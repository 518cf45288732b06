import { limits } from '../limits.ts';
import type { WorkUnit } from './work-unit.ts';

/** Names one request that may be repeated. */
export interface RepeatableRequest {
  /** Raw id of the caller; keys of different users never meet. */
  readonly userId: string;
  readonly scope: string;
  /** The caller's `repeatability-request-id`; without one every request is a new one. */
  readonly key: string | undefined;
}

/**
 * Runs `work` once per key. The result is stored in the same transaction as the work, so either both happened or
 * neither, and a repetition within 48 hours answers with the first result. `T` must survive JSON.
 */
export async function runOnce<T>(
  unit: WorkUnit,
  request: RepeatableRequest,
  work: () => Promise<T>,
): Promise<T> {
  const { userId, scope, key } = request;
  if (key === undefined) return await work();
  await unit.tx.dropIdempotencyBefore(unit.now - limits.idempotencyMs);
  const known = await unit.tx.getIdempotency(userId, scope, key);
  // The row was written below by the same operation, so it holds a T.
  if (known !== undefined) return JSON.parse(known.result) as T;
  const result = await work();
  await unit.tx.putIdempotency({
    userId,
    scope,
    key,
    result: JSON.stringify(result),
    createdAt: unit.now,
  });
  return result;
}
