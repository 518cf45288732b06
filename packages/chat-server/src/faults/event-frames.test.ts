import { expect, test } from 'vitest';
import { eventIds } from '../official-realtime/push-bodies.ts';
import { formatMessagePacket } from '../official-realtime/socket-io-frames.ts';
import { formatEventFrame } from '../realtime/frames.ts';
import { findEventName } from './event-frames.ts';

test.each(Object.entries(eventIds))('%s is found in the frames of both wires', (event, eventId) => {
  const row = { offset: 7, event, threadId: 't', data: '{}', expiresAt: null };
  const frame = formatEventFrame({ ...row, messageId: null, exceptUserId: null, alsoTo: [] });
  const body = JSON.stringify({ eventId });
  const push = formatMessagePacket({ id: 1, method: 'POST', url: '/v4/f/e/', headers: {}, body });
  expect([findEventName(frame), findEventName(push)]).toEqual([event, event]);
});

test.each([
  ['{"type":"event","offset":7,"event":"chatMessageReceived","data":{}}', 'chatMessageReceived'],
  [
    '3:::{"id":1,"method":"POST","url":"/","body":"{\\"eventId\\":245}"}',
    'typingIndicatorReceived',
  ],
  ['3:1::{"id":1,"body":"{\\"eventId\\":261,\\"x\\":1}"}', 'participantsRemoved'],
])('%s carries %s', (frame, event) => {
  expect(findEventName(frame)).toBe(event);
});

test.each([
  '{"type":"ping"}',
  '{"type":"event","offset":7,"event":"somethingElse","data":{}}',
  '{"type":"error","code":"x","message":"\\"event\\":\\"chatMessageReceived\\""}',
  '2::',
  '5:::{"name":"trouter.connected","args":[{"ttl":3600}]}',
  '3:::{"id":1,"status":200,"body":""}',
  '3:::{"id":1,"body":"{\\"eventId\\":1}"}',
  '3:::',
  '{',
  '',
])('%s carries no event', (frame) => {
  expect(findEventName(frame)).toBeUndefined();
});
