import type { OfficialUser } from './official-fixtures.ts';

/** A thread of ada and grace. Ada names herself, so that the events know her name. */
export async function createThread(
  ada: OfficialUser,
  grace: OfficialUser,
  topic: string = 'Lunch',
): Promise<string> {
  return await ada.page.evaluate(
    async ([adaId, graceId, name]) => {
      const participants = [
        { id: { communicationUserId: adaId }, displayName: 'Ada' },
        {
          id: { communicationUserId: graceId },
          displayName: 'Grace 50%',
          metadata: { role: '100% "host"' },
        },
      ];
      const { chatThread } = await window.official.client.createChatThread(
        { topic: name },
        {
          participants,
          metadata: { plan: 'a%20b' },
          retentionPolicy: { kind: 'threadCreationDate', deleteThreadAfterDays: 60 },
        },
      );
      return chatThread?.id ?? '';
    },
    [ada.userId, grace.userId, topic] as const,
  );
}

/** Sends a text. Resolves to the id of the message. */
export async function send(user: OfficialUser, threadId: string, content: string): Promise<string> {
  return await user.page.evaluate(
    async ([id, text]) => {
      const thread = window.official.client.getChatThreadClient(id);
      return (await thread.sendMessage({ content: text })).id;
    },
    [threadId, content] as const,
  );
}
