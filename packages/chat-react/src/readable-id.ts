import type { ChatState } from '@confab/chat-core/state';

/**
 * The id that a receipt has to name when everything up to the newest of some rows was seen: that of the newest message, up to there,
 * which is not this user's own. What the service says of a thread counts: who has seen that has nothing new there either. None in a
 * session that has ended: it could tell nobody.
 *
 * @param isEnd - Whether a row is one of those. It is asked from the newest row on.
 */
export function readableIdUpTo(
  state: ChatState,
  threadId: string,
  isEnd: (messageKey: string) => boolean,
): string | undefined {
  const thread = state.threads.get(threadId);
  if (thread === undefined || state.ended !== undefined) return undefined;
  const { rows, messageKeys } = thread;
  const end = messageKeys.findLastIndex(isEnd);
  for (let index = end; index >= 0; index -= 1) {
    const message = rows.get(messageKeys[index] ?? '');
    if (message?.id !== undefined && message.senderId !== state.userId) return message.id;
  }
  return undefined;
}
