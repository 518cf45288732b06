import { expect, test } from 'vitest';
import type { ServerMessage } from '../chat-event.ts';
import { createOwnMessages } from './own-messages.ts';

function view(id: string, fields: Partial<ServerMessage> = {}): ServerMessage {
  const base = { threadId: 't', kind: 'text', content: 'hello', createdAt: 0, version: id };
  return { ...base, id, clientMessageId: 'mine', ...fields };
}

test('messages with one client message id are twins, and all but the oldest are doubles', () => {
  const own = createOwnMessages();
  for (const id of ['12', '9', '10']) own.note(view(id));
  expect(own.twinsOf('t', '10')).toEqual(['10', '9', '12']);
  expect(own.shownIdOf('t', '10')).toBe('9');
  expect(own.doubles().map(({ id }) => id)).toEqual(['10', '12']);
  own.doubles().forEach(own.dropDouble);
  expect(own.doubles()).toEqual([]);
});

test('a deletion of the oldest one makes doubles of all others, and one of another leaves the oldest', () => {
  const own = createOwnMessages();
  own.note(view('9'));
  own.note(view('10'));
  const { clientMessageId: _unknown, ...event } = view('10', { version: '11', deletedAt: 1 });
  own.note(event);
  expect(own.doubles()).toEqual([]);
  expect(own.twinsOf('t', '9')).toEqual(['9']);
  own.note({ ...event, id: '9' });
  own.note(view('12'));
  expect(own.doubles().map(({ id }) => id)).toEqual(['12']);
});

test('an older view changes nothing', () => {
  const own = createOwnMessages();
  own.note(view('9', { version: '20', content: 'new', editedAt: 1 }));
  own.note(view('9'));
  expect(own.get('t', '9')).toMatchObject({ version: '20', content: 'new' });
});

test('a message without a client message id has no twin, and neither has an unknown one', () => {
  const own = createOwnMessages();
  const { clientMessageId: _none, ...plain } = view('9');
  own.note(plain);
  expect(own.twinsOf('t', '9')).toEqual(['9']);
  expect(own.twinsOf('t', '77')).toEqual(['77']);
});

test('the latest 1,000 messages are remembered, and nothing else', () => {
  const own = createOwnMessages();
  own.note(view('1'));
  own.note(view('2'));
  for (let id = 10; id < 1_010; id += 1)
    own.note(view(String(id), { clientMessageId: `other-${id}` }));
  expect(own.get('t', '2')).toBeUndefined();
  expect(own.doubles()).toEqual([]);
  expect(own.get('t', '10')).toBeDefined();
});
