import type { ChatEvent, ServerMessage } from './chat-event.ts';
import type { Outbox } from './outbox/outbox-ports.ts';
import type { ReceiptSender } from './signals/receipt-sender.ts';
import type { TypingTracker } from './signals/typing-tracker.ts';

/** Who waits for what the service says, besides the fold. */
export interface Hearers {
  /** Raw id of the signed-in user. */
  readonly userId: string;
  readonly outbox: Pick<Outbox, 'observe'>;
  readonly receipts: Pick<ReceiptSender, 'noteKnown' | 'noteWritten' | 'forget'>;
  readonly typing: Pick<TypingTracker, 'messageArrived'>;
}

/** Lets the parts of the session hear of what concerns them. */
export function passOn(event: ChatEvent, { userId, outbox, receipts, typing }: Hearers): void {
  function observe(message: ServerMessage): void {
    outbox.observe(message);
    if (message.senderId === userId) receipts.noteWritten(message.threadId, message.id);
  }

  switch (event.type) {
    case 'messages-listed':
      event.messages.forEach(observe);
      return;
    case 'message-upserted': {
      const { threadId, senderId = '', createdAt } = event.message;
      observe(event.message);
      typing.messageArrived(threadId, senderId, createdAt);
      return;
    }
    case 'message-fetched':
      observe(event.message);
      return;
    case 'receipt-received':
      if (event.receipt.userId === userId)
        receipts.noteKnown(event.threadId, event.receipt.messageId);
      return;
    case 'thread-removed':
      receipts.forget(event.threadId);
      return;
    default:
  }
}
