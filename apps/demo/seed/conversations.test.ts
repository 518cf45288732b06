import { createChatService } from '@confab/chat-server';
import { expect, test } from 'vitest';
import { demoAccounts } from '../accounts.ts';
import { createDemoConversation } from './conversations.ts';

const now = Date.UTC(2026, 0, 15, 10);

/** The messages of one thread as Ada reads them from the service, oldest first. */
async function readThread(topic: string) {
  const service = await createChatService();
  await service.seed(createDemoConversation(now));
  const { token } = await service.createUser('ada');
  const get = async (path: string) => {
    const answer = await service.fetch(`http://localhost${path}api-version=2025-03-15`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return (await answer.json()).value;
  };
  const threads: { id: string; topic: string }[] = await get('/chat/threads?');
  const id = threads.find((thread) => thread.topic === topic)?.id ?? '';
  const messages = await get(`/chat/threads/${encodeURIComponent(id)}/messages?maxPageSize=200&`);
  const participants = await get(`/chat/threads/${encodeURIComponent(id)}/participants?`);
  return { messages: messages.toReversed(), participants };
}

test('the first conversation is two days of four people, with all that a message can be', async () => {
  const { messages, participants } = await readThread('Atlas launch');
  expect(participants).toHaveLength(demoAccounts.length);
  const text = messages
    .map((message: { content?: { message?: string } }) => message.content?.message ?? '')
    .join('\n');
  expect(text).toMatch(/https:\/\/\S{100,}/);
  expect(text).toContain('```\n');
  expect(text).toMatch(/\p{Script=Hangul}/u);
  expect(text).toMatch(/\p{Script=Arabic}/u);
  expect(text).toMatch(/\p{Extended_Pictographic}/u);
  const having = (field: string) =>
    messages.filter((message: Record<string, unknown>) => message[field] !== undefined);
  expect(having('editedOn')).toHaveLength(1);
  expect(having('deletedOn')).toHaveLength(1);
  const answers = messages.filter((message: { metadata?: Record<string, string> }) =>
    Object.hasOwn(message.metadata ?? {}, 'confab.replyTo'),
  );
  expect(answers).toHaveLength(2);
  const days = new Set(
    messages.map((message: { createdOn: string }) => message.createdOn.slice(0, 10)),
  );
  expect([...days]).toEqual(['2026-01-14', '2026-01-15']);
  expect(Date.parse(messages.at(-1).createdOn)).toBeLessThan(now);
});
