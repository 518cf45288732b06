import type { ChatClientError } from '../../errors.ts';
import type { StorageParts } from './storage-parts.ts';

type ErrorParts = Pick<StorageParts, 'ChatClientError'>;

/** What a write rejects with that does not fit into what the browser gives this site. Nothing was changed. */
export function createStorageFullError(parts: ErrorParts, cause: unknown): ChatClientError {
  return new parts.ChatClientError({
    code: 'storage-full',
    operation: 'store',
    retryable: true,
    message:
      "The browser's storage for this site is full, so this was not stored and would not survive a reload. What was stored before is still there. Free some space on the device and try again.",
    cause,
  });
}

/** Why a database that another page has deleted is not written to any more. */
export function createErasedElsewhereError(parts: ErrorParts): ChatClientError {
  return new parts.ChatClientError({
    code: 'storage-erased',
    operation: 'store',
    message:
      'Another page has deleted what was kept of this user, so nothing more is stored here. Sign in again to go on.',
  });
}

/** What signing out rejects with when what is kept of the user could not be deleted. */
export function createNotErasedError(parts: ErrorParts, cause: unknown): ChatClientError {
  return new parts.ChatClientError({
    code: 'not-erased',
    operation: 'erase',
    retryable: true,
    message:
      'What this browser keeps of the user could not be deleted and is still on the device. Close the other pages of this site and try again, or clear the data of this site in the browser.',
    cause,
  });
}
