import type { Page } from '@playwright/test';

/** A record as it is stored: fields that specs look at. */
export interface StoredRecord {
  readonly content?: string;
  readonly state?: string;
  readonly ordinal?: number;
}

/** Name of the user's database in this browser. `undefined`: nothing is kept of the user. */
export async function findDatabase(page: Page, userId: string): Promise<string | undefined> {
  const names = await page.evaluate(async () =>
    (await indexedDB.databases()).map(({ name }) => name ?? ''),
  );
  return names.find((name) => name.endsWith(`:${userId}`));
}

/** What the browser stores of the user in this table; nothing where there is no database. */
export async function readStored(
  page: Page,
  userId: string,
  table: string,
): Promise<StoredRecord[]> {
  const database = await findDatabase(page, userId);
  if (database === undefined) return [];
  return await page.evaluate(
    async ([name, store]) => {
      const request = indexedDB.open(name);
      await new Promise((resolve) => (request.onsuccess = resolve));
      const read = request.result.transaction(store).objectStore(store).getAll();
      await new Promise((resolve) => (read.onsuccess = resolve));
      request.result.close();
      return read.result;
    },
    [database, table] as const,
  );
}

/** Puts a record into the user's database, past everything that checks it. */
export async function putStored(
  page: Page,
  userId: string,
  table: string,
  record: object,
): Promise<void> {
  const database = await findDatabase(page, userId);
  if (database === undefined) throw new Error('The browser keeps nothing of this user.');
  await page.evaluate(
    async ([name, store, value]) => {
      const request = indexedDB.open(name);
      await new Promise((resolve) => (request.onsuccess = resolve));
      const transaction = request.result.transaction(store, 'readwrite');
      transaction.objectStore(store).put(value);
      await new Promise((resolve) => (transaction.oncomplete = resolve));
      request.result.close();
    },
    [database, table, record] as const,
  );
}

/** Texts that the outbox keeps and that are not sent yet, in the order of typing. */
export async function unsentTexts(page: Page, userId: string): Promise<string[]> {
  const records = await readStored(page, userId, 'outbox');
  return records
    .filter(({ state }) => state !== 'sent')
    .toSorted((a, b) => Number(a.ordinal) - Number(b.ordinal))
    .map(({ content }) => String(content));
}
