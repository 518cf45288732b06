import { notFound } from '../service-error.ts';
import type { ReadTransaction } from '../storage/chat-storage.ts';
import type { UserRow } from '../storage/rows.ts';
import { appendTokensRevoked } from './events.ts';
import type { WorkUnit } from './work-unit.ts';

/** Whether the raw id belongs to a user that this service (and no other resource, phone or Teams) can have made. */
export function isResourceUser(resourceId: string, userId: string): boolean {
  return userId.startsWith(`8:acs:${resourceId}_`);
}

/** Makes a user. With a `name` that is known already, returns that user instead. `uuid` becomes part of a new user's id. */
export async function ensureUser(
  unit: WorkUnit,
  name: string | null,
  uuid: string = unit.random.uuid(),
): Promise<UserRow> {
  if (name !== null) {
    const known = await unit.tx.getUserByName(name);
    if (known !== undefined) return known;
  }
  const row: UserRow = {
    userId: `8:acs:${unit.resourceId}_${uuid}`,
    name,
    tokenGeneration: 1,
    createdAt: unit.now,
    deletedAt: null,
  };
  await unit.tx.putUser(row);
  return row;
}

/** The error for a user who is missing or was deleted. */
export function userNotFound(): Error {
  return notFound(
    'There is no such identity, so nothing was done. Create one with POST /identities.',
  );
}

/** @throws NotFound when the user does not exist or was deleted. */
export async function requireUser(tx: ReadTransaction, userId: string): Promise<UserRow> {
  const row = await tx.getUser(userId);
  if (row === undefined || row.deletedAt !== null) throw userNotFound();
  return row;
}

/** Makes every token of the user invalid from now on; his sockets are told to look again and close. */
export async function revokeTokens(unit: WorkUnit, userId: string): Promise<void> {
  const row = await requireUser(unit.tx, userId);
  await unit.tx.putUser({ ...row, tokenGeneration: row.tokenGeneration + 1 });
  await appendTokensRevoked(unit, userId);
}

/** Deletes the identity and with it every token. What the user wrote stays. His name may be given again. */
export async function deleteUser(unit: WorkUnit, userId: string): Promise<void> {
  const row = await requireUser(unit.tx, userId);
  await unit.tx.putUser({
    ...row,
    name: null,
    tokenGeneration: row.tokenGeneration + 1,
    deletedAt: unit.now,
  });
  await appendTokensRevoked(unit, userId);
}
