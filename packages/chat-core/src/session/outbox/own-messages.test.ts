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
  const doubles: string[] = [];
  for (let double = own.nextDouble(); double; double = own.nextDouble()) {
    doubles.push(double.id);
    own.dropDouble(double);
  }
  expect(doubles).toEqual(['10', '12']);
});

test('a message that is deleted is no twin any more, and nobody’s double', () => {
  const own = createOwnMessages();
  own.note(view('9'));
  own.note(view('10'));
  const { clientMessageId: _unknown, ...event } = view('9', { version: '11', deletedAt: 1 });
  own.note(event);
  expect(own.nextDouble()).toBeUndefined();
  expect(own.twinsOf('t', '10')).toEqual(['10']);
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
  expect(own.nextDouble()).toBeUndefined();
  expect(own.get('t', '10')).toBeDefined();
});
