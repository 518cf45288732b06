import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatAckPacket,
  formatEventPacket,
  formatMessagePacket,
  parseClientMessage,
} from './socket-io-frames.ts';

describe('a message of a client', () => {
  test.each([
    ['the end', '0::', { type: 'disconnect' }],
    ['a heartbeat', '2::', { type: 'other' }],
    ['an answer to a push', '3:::{"id":7,"status":200,"body":"a:b"}', { type: 'other' }],
    ['an empty one', '8::', { type: 'other' }],
    ['an event that wants an answer', '5:12+::{"name":"ping"}', ['ping', '12']],
    [
      'an event with arguments',
      '5:1+::{"name":"user.activity","args":[{"cv":"a:b"}]}',
      ['user.activity', '1'],
    ],
    ['an event that wants no answer', '5:3::{"name":"ping"}', ['ping', undefined]],
  ])('%s is understood', (_name, text, expected) => {
    const [name, ackId] = Array.isArray(expected) ? expected : [];
    const packet = name === undefined ? expected : { type: 'event', name, ackId };
    expect(parseClientMessage(text)).toEqual([packet]);
  });

  test('may hold several packets, each after its length', () => {
    const [first, second] = ['5:1+::{"name":"ping"}', '3:::{"text":"\ufffd1\ufffd"}'];
    const message = `\ufffd${first.length}\ufffd${first}\ufffd${second.length}\ufffd${second}`;
    expect(parseClientMessage(message)).toEqual([
      { type: 'event', name: 'ping', ackId: '1' },
      { type: 'other' },
    ]);
  });

  test.each([
    ['nothing', ''],
    ['no type', 'hello'],
    ['an unknown type', '9::'],
    ['JSON', '{"type":"hello"}'],
    ['an event without JSON', '5:1+::ping'],
    ['an event without a name', '5:1+::{"args":[]}'],
    ['an event with a name that is no text', '5:1+::{"name":1}'],
    ['a length that is too large', '\ufffd9\ufffd2::'],
    ['a length that is none', '\ufffdx\ufffd2::'],
    ['a length without a packet', '\ufffd3'],
    ['text between packets', '\ufffd3\ufffd2::x'],
  ])('that holds %s is refused', (_name, text) => {
    expect(parseClientMessage(text)).toBeUndefined();
  });
});

test('whatever a client sends is either understood or refused, and quickly', () => {
  const hostile = fc.array(fc.constantFrom('\ufffd', '3', '5', ':', '+', '{"name":"ping"}', 'é'));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        hostile.map((parts) => parts.join('')),
      ),
      (message) => {
        expect(() => parseClientMessage(message)).not.toThrow();
      },
    ),
    { seed: 7, numRuns: 2_000 },
  );
  const started = performance.now();
  for (const text of ['\ufffd', '\ufffd0\ufffd', '5:', '1:::', ':']) {
    parseClientMessage(text.repeat(16 * 1024));
  }
  expect(performance.now() - started).toBeLessThan(1_000);
});

test('packets of the service are written as the client reads them', () => {
  expect(formatEventPacket('trouter.connected', { ttl: 60 })).toBe(
    '5:::{"name":"trouter.connected","args":[{"ttl":60}]}',
  );
  expect(formatAckPacket('4', ['pong'])).toBe('6:::4+["pong"]');
  expect(formatAckPacket('1', [])).toBe('6:::1+[]');
  expect(formatMessagePacket({ id: 1, body: '{"a":"ü\\n"}' })).toBe(
    '3:::{"id":1,"body":"{\\"a\\":\\"ü\\\\n\\"}"}',
  );
});
