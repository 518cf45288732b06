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
