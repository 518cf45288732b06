import { ChatClientError } from '../../errors.ts';

/** What a write rejects with that does not fit into what the browser gives this site. Nothing was changed. */
export function createStorageFullError(cause: unknown): ChatClientError {
  return new ChatClientError({
    code: 'storage-full',
    operation: 'store',
    retryable: true,
    message:
      "The browser's storage for this site is full, so this was not stored and would not survive a reload. What was stored before is still there. Free some space on the device and try again.",
    cause,
  });
}

/** Why a database that another page has deleted is not written to any more. */
export function createErasedElsewhereError(): ChatClientError {
  return new ChatClientError({
    code: 'storage-erased',
    operation: 'store',
    message:
      'Another page has deleted what was kept of this user, so nothing more is stored here. Sign in again to go on.',
  });
}

/** Why a database that the browser has cleared under a running page is not created anew by that page. */
export function createClearedError(cause: unknown): ChatClientError {
  return new ChatClientError({
    code: 'storage-erased',
    operation: 'store',
    message:
      'The browser has cleared what it kept of this user. This page still sends what it knows, but stores nothing more: load it anew when everything is sent.',
    cause,
  });
}
