import { isChatClientError } from '@confab/chat-core';
import type { CoreLabels } from '../labels/core-labels.ts';

/**
 * What a reader is told about a load that failed: what it means for him and what to do. The error's own text is for developers; it stays
 * in the hooks' `error`.
 */
export function loadErrorText(error: Error, labels: CoreLabels): string {
  if (!isChatClientError(error)) return labels.loadFailedHint;
  if (error.statusCode === 401 || error.code === 'token') return labels.signInNeeded;
  if (error.statusCode === 403 || error.statusCode === 404) return labels.threadGone;
  return labels.loadFailedHint;
}
