import { expect, test } from 'vitest';
import { measureFrame, measureHttpMessage, readFrameText } from './wire-measures.ts';

/** The message followed by the beginning of another one is found whole, and nothing is found before it is. */
function expectMeasured(measure: (bytes: Buffer) => number | undefined, message: Buffer): void {
  const stream = Buffer.concat([message, message.subarray(0, 1)]);
  for (let length = 0; length < message.length; length += 1) {
    expect(measure(stream.subarray(0, length))).toBeUndefined();
  }
  expect(measure(message)).toBe(message.length);
  expect(measure(stream)).toBe(message.length);
}

test.each([
  ['without a body', 'HTTP/1.1 204 No Content\r\nDate: now\r\n\r\n'],
  ['with a length', 'HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{"a":"\r\n\r\n"}'],
  [
    'in chunks',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\nA\r\n0123456789\r\n0\r\n\r\n',
  ],
])('the end of a message %s is found', (_kind, text) => {
  expectMeasured(measureHttpMessage, Buffer.from(text));
});

test('what claims to come in chunks and does not is taken as far as it has come', () => {
  const text = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nno size\r\n';
  expect(measureHttpMessage(Buffer.from(text))).toBe(text.length);
});

test.each([
  ['short', 5, (length: number) => Buffer.from([0x81, length])],
  ['long', 300, (length: number) => Buffer.from([0x81, 126, length >> 8, length & 0xff])],
  [
    'very long',
    70_000,
    (length: number) =>
      Buffer.from([0x81, 127, 0, 0, 0, 0, 0, length >> 16, (length >> 8) & 0xff, length & 0xff]),
  ],
])('the end and the text of a %s frame are found', (_kind, length, head) => {
  const text = 'x'.repeat(length);
  const frame = Buffer.concat([head(length), Buffer.from(text)]);
  expect(measureFrame(frame.subarray(0, -1))).toBeUndefined();
  expect(measureFrame(frame.subarray(0, 3))).toBeUndefined();
  expect(measureFrame(Buffer.concat([frame, frame]))).toBe(frame.length);
  expect(readFrameText(frame)).toBe(text);
});
