import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { DecodeError } from '../errors.ts';
import { decodeFrame } from './frames.ts';

const expiresOn = '2026-01-02T00:00:00.0000000Z';
const ready = {
  type: 'ready',
  epoch: 'e1',
  offset: 7,
  recovered: true,
  userId: '8:acs:resource_ada',
  expiresOn,
};

function decode(frame: unknown): unknown {
  return decodeFrame(JSON.stringify(frame));
}

const frames: readonly (readonly [frame: object, read?: object])[] = [
  [ready, { ...ready, expiresOn: undefined, expiresAt: Date.UTC(2026, 0, 2) }],
  [{ type: 'event', offset: 8, event: 'poll', data: { x: null } }],
  [{ type: 'event', offset: 8, event: 'poll' }],
  [{ type: 'ping' }],
  [
    { type: 'renewed', expiresOn },
    { type: 'renewed', expiresAt: Date.UTC(2026, 0, 2) },
  ],
  [{ type: 'error', code: 'c', message: 'm' }],
  [{ type: 'poll', offset: 8 }, { type: 'unknown' }],
  [{ type: 'constructor' }, { type: 'unknown' }],
  [{ type: { toString: 'ping' } }, { type: 'unknown' }],
  [{}, { type: 'unknown' }],
];

test.each(frames)('%j is read', (frame, read = frame) => {
  expect(decode(frame)).toEqual(read);
});

test('a ready frame that does not say it recovered did not', () => {
  expect(decode({ ...ready, recovered: undefined })).toMatchObject({ recovered: false });
});

describe('a frame that is not in the protocol is a DecodeError', () => {
  test.each([
    [{ ...ready, epoch: 1 }, 'ready.epoch is not text'],
    [{ ...ready, offset: 2 ** 53 }, 'ready.offset is not an integer'],
    [{ ...ready, expiresOn: 'soon' }, 'ready.expiresOn is not a date'],
    [{ type: 'event', offset: '1', event: 'x' }, 'event.offset is not an integer'],
    [{ type: 'event', offset: 1.5, event: 'x' }, 'event.offset is not an integer'],
    [{ type: 'event', offset: 1 }, 'event.event is not text'],
    [{ type: 'renewed' }, 'renewed.expiresOn is not a date'],
    [{ type: 'error', code: 'c' }, 'error.message is not text'],
    [[], 'frame is not an object'],
  ])('%j', (frame, problem) => {
    expect(() => decode(frame)).toThrow(problem);
  });

  test.each(['{ not JSON', '', undefined, new ArrayBuffer(2)])('%j', (data) => {
    expect(() => decodeFrame(data)).toThrow(new DecodeError('frame', 'is not JSON'));
  });
});

test('arbitrary JSON and text give a frame or a DecodeError', () => {
  const names = fc.constantFrom('type', 'offset', 'event', 'epoch', 'userId', 'expiresOn', 'data');
  const values = fc.oneof(
    fc.jsonValue({ maxDepth: 1 }),
    fc.constantFrom('ready', 'event', 'renewed', 'error', expiresOn, '__proto__'),
  );
  const json = fc.oneof(fc.jsonValue(), fc.dictionary(names, values));
  fc.assert(
    fc.property(
      fc.oneof(
        json.map((value) => JSON.stringify(value)),
        fc.string(),
      ),
      (text) => {
        try {
          expect(typeof decodeFrame(text).type).toBe('string');
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError);
        }
      },
    ),
    { numRuns: 500 },
  );
});
