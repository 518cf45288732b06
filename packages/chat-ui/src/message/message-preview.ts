import type { Message } from '@confab/chat-core/model';
import type { CoreLabels } from '../labels/core-labels.ts';
import { htmlToText } from '@confab/chat-core/model';
import { isSystemMessage, systemText } from './system-text.ts';

/** A message as one line of plain text. `actor` is the name of who caused a message of the service. */
export function messagePreview(
  message: Message,
  actor: string | undefined,
  labels: CoreLabels,
): string {
  if (message.deletedAt !== undefined) return labels.deleted;
  if (isSystemMessage(message)) return systemText(message, actor, labels);
  const text = message.kind === 'html' ? htmlToText(message.content) : message.content;
  return text.replaceAll('```', ' ').replace(/\s+/gu, ' ').trim();
}
