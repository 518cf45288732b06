import type { Message } from '@confab/chat-core/model';
import type { Labels } from '../labels/labels.ts';
import { htmlToText } from '../message/html-to-text.ts';
import { isSystemMessage, systemText } from '../message/system-text.ts';

/** A message as one line of plain text. `actor` is the name of who caused a message of the service. */
export function messagePreview(
  message: Message,
  actor: string | undefined,
  labels: Labels,
): string {
  if (message.deletedAt !== undefined) return labels.deleted;
  if (isSystemMessage(message)) return systemText(message, actor, labels);
  const text = message.kind === 'html' ? htmlToText(message.content) : message.content;
  return text.replaceAll('```', ' ').replace(/\s+/gu, ' ').trim();
}
