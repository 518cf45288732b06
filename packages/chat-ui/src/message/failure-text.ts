import type { ChatFailure } from '@confab/chat-core/model';
import type { CoreLabels } from '../labels/core-labels.ts';

/** Why a message was not sent, or with `isChange` not changed, in the reader's language; the client's English where it has no words. */
export function failureText(
  failure: ChatFailure | undefined,
  labels: CoreLabels,
  isChange = false,
): string | undefined {
  return failure && (labels.failureReason(failure.code, isChange) ?? failure.message);
}
