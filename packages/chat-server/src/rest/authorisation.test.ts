import { describe, expect, test } from 'vitest';
import { callers, setAuthorisationScene } from '../test-support/authorisation-scene.ts';
import type { Caller } from '../test-support/authorisation-scene.ts';
import { operationOf, operations } from './operations.ts';
import type { OperationName } from './operations.ts';

/** Statuses in the order of `callers`: first those without a good token, then people, then scopes, then the key. */
// oxfmt-ignore
const expected: Record<OperationName, readonly number[]> = {
  //                            no  exp  rev  key  out   in gone  own othr join ltd voip acc.key
  createChatThread:           [401, 401, 401, 401, 201, 201, 201, 201, 201, 403, 403, 403, 401],
  listChatThreads:            [401, 401, 401, 401, 200, 200, 200, 200, 200, 200, 200, 403, 401],
  getChatThreadProperties:    [401, 401, 401, 401, 404, 200, 200, 200, 200, 200, 200, 403, 401],
  updateChatThreadProperties: [401, 401, 401, 401, 404, 204, 403, 204, 204, 403, 403, 403, 401],
  deleteChatThread:           [401, 401, 401, 401, 404, 204, 403, 204, 204, 403, 403, 403, 401],
  sendMessage:                [401, 401, 401, 401, 404, 201, 403, 201, 201, 201, 201, 403, 401],
  listMessages:               [401, 401, 401, 401, 404, 200, 200, 200, 200, 200, 200, 403, 401],
  getMessage:                 [401, 401, 401, 401, 404, 200, 200, 200, 200, 200, 200, 403, 401],
  updateMessage:              [401, 401, 401, 401, 404, 403, 403, 204, 403, 204, 204, 403, 401],
  deleteMessage:              [401, 401, 401, 401, 404, 403, 403, 204, 403, 204, 204, 403, 401],
  listParticipants:           [401, 401, 401, 401, 404, 200, 403, 200, 200, 200, 200, 403, 401],
  addParticipants:            [401, 401, 401, 401, 404, 201, 403, 201, 201, 201, 403, 403, 401],
  removeParticipant:          [401, 401, 401, 401, 404, 204, 403, 204, 204, 204, 403, 403, 401],
  sendTypingNotification:     [401, 401, 401, 401, 404, 200, 403, 200, 200, 200, 200, 403, 401],
  sendReadReceipt:            [401, 401, 401, 401, 404, 200, 403, 200, 200, 200, 200, 403, 401],
  listReadReceipts:           [401, 401, 401, 401, 404, 200, 403, 200, 200, 200, 200, 403, 401],
  uploadAttachment:           [401, 401, 401, 401, 404, 201, 403, 201, 201, 201, 201, 403, 401],
  downloadAttachment:         [401, 401, 401, 401, 404, 200, 200, 200, 200, 200, 200, 403, 401],
  getRealtimeConfig:          [401, 401, 401, 401, 200, 200, 200, 200, 200, 200, 200, 403, 401],
  createUser:                 [401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 201],
  getToken:                   [401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 200],
  revokeTokens:               [401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 204],
  deleteUser:                 [401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 204],
};

const words: Record<Caller, string> = {
  anonymous: 'somebody without a token',
  expired: 'somebody whose token has expired',
  revoked: 'the author with a token that was revoked',
  'other key': 'somebody who signed with another key',
  'non-participant': 'somebody who is not in the thread',
  participant: 'a participant who did not write the message',
  removed: 'somebody who was removed from the thread',
  author: 'the author of the message',
  'other author': 'a participant who wrote another message',
  'scope chat.join': 'the author with a token for chat.join',
  'scope chat.join.limited': 'the author with a token for chat.join.limited',
  'scope voip': 'the author with a token for calls only',
  'access key': 'somebody who signed with the access key',
};

const untouched = setAuthorisationScene();

describe.each(operations)('$name', (operation) => {
  const statuses = expected[operation.name];
  test.each(callers.map((caller, index) => [statuses[index], words[caller], caller] as const))(
    'answers %i to %s',
    async (status, _words, caller) => {
      // What is refused changes nothing, so it needs no scene of its own.
      const scene = await (status !== undefined && status >= 400
        ? untouched
        : setAuthorisationScene());
      const answer = await scene.call(operation, caller);
      expect(answer.status).toBe(status);
      if (answer.status >= 400) expect(answer.body).toMatch(/^\{"error":\{"code":"\w+","message":/);
    },
  );
});

const ofThreads = operations.filter(({ path }) => path.includes('{threadId}'));

test.each(ofThreads)(
  '$name tells somebody who is not in a thread the same as if it did not exist',
  async (operation) => {
    const scene = await untouched;
    const missing = await scene.call(operation, 'non-participant', '19:none@thread.v2');
    expect(await scene.call(operation, 'non-participant')).toEqual(missing);
  },
);

test('nothing of what was refused has changed anything', async () => {
  const scene = await untouched;
  const [listMessages, getThread] = [
    operationOf('listMessages'),
    operationOf('getChatThreadProperties'),
  ];
  const { body } = await scene.call(listMessages, 'author');
  expect(JSON.parse(body).value).toHaveLength(6);
  expect(JSON.parse((await scene.call(getThread, 'author')).body).topic).toBe('Lunch');
});

test('the table has a status for every operation and every caller', () => {
  expect(Object.keys(expected).toSorted()).toEqual(operations.map(({ name }) => name).toSorted());
  for (const statuses of Object.values(expected)) expect(statuses).toHaveLength(callers.length);
});
