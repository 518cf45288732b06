import type { ChatClientError, ChatClientErrorInit, isChatClientError } from '../../errors.ts';
import type { isFinished } from '../outbox/outgoing-states.ts';
import type { createSharedTable } from '../outbox/shared-table.ts';
import type { createWaits } from '../outbox/waits.ts';
import type { checkMessage } from '../read-draft.ts';
import type { getRetryDelayMs } from '../sync/retry-delay.ts';

/**
 * What every page has loaded already. It is handed to the code of the files, which few pages load: a module that this code imported, too,
 * would be a request of its own for all pages.
 */
export interface UploadTools {
  /** Where files stand in a message's metadata, and how the address of one begins that is still on this device. */
  readonly attachmentsKey: string;
  readonly uploadScheme: string;
  readonly createSharedTable: typeof createSharedTable;
  readonly createWaits: typeof createWaits;
  readonly isFinished: typeof isFinished;
  readonly getRetryDelayMs: typeof getRetryDelayMs;
  readonly checkMessage: typeof checkMessage;
  readonly isChatClientError: typeof isChatClientError;
  createError(init: ChatClientErrorInit): ChatClientError;
}
