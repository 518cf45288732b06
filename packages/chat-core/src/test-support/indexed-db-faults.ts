import { forceCloseDatabase } from 'fake-indexeddb';
import { vi } from 'vitest';

/** The connections to databases that are opened from now on, as the platform gives them. */
export function watchConnections(): readonly IDBDatabase[] {
  const connections: IDBDatabase[] = [];
  const original = indexedDB.open.bind(indexedDB);
  vi.spyOn(indexedDB, 'open').mockImplementation((...parameters) => {
    const request = original(...parameters);
    request.addEventListener('success', () => connections.push(request.result));
    return request;
  });
  return connections;
}

/** Whether a connection still takes transactions: it says then that there is no such table. */
export function isOpen(connection: IDBDatabase | undefined): boolean {
  try {
    connection?.transaction('any');
    return connection !== undefined;
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotFoundError';
  }
}

/** From now on no database can be opened. */
export function failToOpen(): void {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('Cannot open.', 'UnknownError');
  });
}

/** Ends a connection as a browser does that needs to. */
export function endByForce(connection: IDBDatabase | undefined): void {
  // It is one of fake-indexeddb, whose type is another one.
  forceCloseDatabase(connection as unknown as Parameters<typeof forceCloseDatabase>[0]);
}

/** Deletes a database under its connections, as a browser does whose user clears the data of the site. */
export async function clearData(name: string, connections: readonly IDBDatabase[]): Promise<void> {
  const cleared = new Promise((resolve) => {
    connections.forEach(endByForce);
    indexedDB.deleteDatabase(name).addEventListener('success', resolve);
  });
  await cleared;
}
