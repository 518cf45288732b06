import { expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';

const uuid = '0000000a-c0fa-4b00-8000-616461000000';

test('a user is made once for each name, with a new token every time', async () => {
  const service = await createChatService();
  const first = await service.createUser('ada');
  const second = await service.createUser('ada');
  expect(second.userId).toBe(first.userId);
  expect((await service.createUser('grace')).userId).not.toBe(first.userId);
});

test('a new user can be given an id that is the same everywhere, and keeps it', async () => {
  const service = await createChatService();
  const { userId } = await service.createUser('ada', { uuid });
  expect(userId).toMatch(new RegExp(`^8:acs:[0-9a-f-]{36}_${uuid}$`));
  expect((await service.createUser('ada')).userId).toBe(userId);
});
