import type { Message } from '@confab/chat-core/model';

/** The metadata key under which the kit's clients say which message is answered. */
export const replyToKey = 'confab.replyTo';

/** The id of the message that this one answers. Anybody may have written it: it is an id of the service, or nothing. */
export function replyToOf({
  metadata,
  deletedAt,
}: Pick<Message, 'metadata' | 'deletedAt'>): string | undefined {
  const id = metadata?.[replyToKey];
  return deletedAt === undefined && id !== undefined && /^\d{1,20}$/u.test(id) ? id : undefined;
}
