import { useChatStore, useMessage } from '@confab/chat-react';
import { useLabels } from '../labels/use-labels.ts';
import { messagePreview } from '../message/message-preview.ts';
import type { QuotedMessage } from '../reply/quoted-message.ts';
import { shownName } from './name-in.ts';

/** A message by the service's id. It is read where it is not loaded, and kept up to date. */
export function useQuotedMessage(threadId: string, messageId: string): QuotedMessage {
  const labels = useLabels();
  const { message, error } = useMessage(threadId, messageId);
  const senderName = useChatStore(
    ({ threads }) =>
      message &&
      shownName(
        message.senderDisplayName,
        message.senderId,
        threads.get(threadId)?.participants,
        labels,
      ),
  );
  if (message === undefined) return { isMissing: error !== null };
  return {
    senderId: message.senderId,
    senderName,
    text: messagePreview(message, senderName, labels),
    isDeleted: message.deletedAt !== undefined,
    isMissing: false,
  };
}
