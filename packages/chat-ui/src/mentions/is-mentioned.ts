import type { Message } from '@confab/chat-core/model';

/** The metadata key under which the kit's clients say who is mentioned, and where. */
export const mentionsKey = 'confab.mentions';

/** Whether a message mentions somebody. Looks for the id as JSON writes it: nothing is parsed for the rows of a whole list. */
export function isMentioned(
  { metadata, deletedAt }: Pick<Message, 'metadata' | 'deletedAt'>,
  userId: string,
): boolean {
  return (
    deletedAt === undefined && metadata?.[mentionsKey]?.includes(JSON.stringify(userId)) === true
  );
}
