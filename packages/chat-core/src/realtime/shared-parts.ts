import { backoffMs } from '../backoff.ts';
import { isChatClientError } from '../errors.ts';
import { getIdentifierRawId } from '../model/identifiers.ts';
import { systemPageLifecycle } from '../platform/page-lifecycle.ts';
import { isPage } from '../platform/page.ts';
import { defaultApiVersion } from '../rest/rest-client.ts';
import { requireSecretAddress } from './realtime-config.ts';
import { createStartError, createStartOutcome } from './start-outcome.ts';

/** What the transports that are loaded later use of the client. */
export interface SharedParts {
  readonly backoffMs: typeof backoffMs;
  readonly isChatClientError: typeof isChatClientError;
  readonly getIdentifierRawId: typeof getIdentifierRawId;
  readonly isPage: typeof isPage;
  readonly systemPageLifecycle: typeof systemPageLifecycle;
  readonly defaultApiVersion: typeof defaultApiVersion;
  readonly requireSecretAddress: typeof requireSecretAddress;
  readonly createStartError: typeof createStartError;
  readonly createStartOutcome: typeof createStartOutcome;
}

/**
 * They are handed these instead of importing them: what two files share that are not loaded together is moved to a third by bundlers, and
 * every page would load the client in pieces, larger by a tenth, for transports that few use.
 */
export const sharedParts: SharedParts = {
  backoffMs,
  isChatClientError,
  getIdentifierRawId,
  isPage,
  systemPageLifecycle,
  defaultApiVersion,
  requireSecretAddress,
  createStartError,
  createStartOutcome,
};
