import type { Message, MessageMetadata } from '@confab/chat-core/model';
import type { ChatState } from '@confab/chat-core/state';

/** The newest own message of a thread that can be changed, as far as messages are loaded. */
export function lastEditableKey(state: ChatState, threadId: string): string | undefined {
  const thread = state.threads.get(threadId);
  return thread?.messageKeys.findLast((key) => {
    const message = thread.rows.get(key);
    return message !== undefined && isEditable(message, state.userId);
  });
}

/** What an edit starts from. */
export interface EditStart {
  readonly text: string;
  readonly metadata: MessageMetadata | undefined;
}

/** What an edit of this message starts from: what was typed last if that was refused, else its text. */
export function editStart(
  state: ChatState,
  threadId: string,
  messageKey: string,
): EditStart | undefined {
  const message = state.threads.get(threadId)?.rows.get(messageKey);
  if (message === undefined || !isEditable(message, state.userId)) return undefined;
  const { content, metadata } = { ...message, ...message.failedChange };
  return { text: content, metadata };
}

/** Own plain text that the service has. */
function isEditable({ kind, senderId, sendState, deletedAt }: Message, ownId: string): boolean {
  const isOwnText = kind === 'text' && senderId === ownId;
  return isOwnText && sendState === 'sent' && deletedAt === undefined;
}
