import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFrameParser, encodeClientText } from './frame-parser.ts';

/** A text frame as a server sends it: without a mask. */
function encodeServerText(text: string): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  if (length < 126) return Buffer.concat([Buffer.from([0x81, length]), payload]);
  if (length < 65_536) {
    return Buffer.concat([Buffer.from([0x81, 126, length >> 8, length & 255]), payload]);
  }
  const header = Buffer.alloc(10);
  header[0] = 0x81;
  header[1] = 127;
  header.writeUIntBE(length, 4, 6);
  return Buffer.concat([header, payload]);
}

function parseInPieces(bytes: Buffer, size: number): string[] {
  const texts: string[] = [];
  const parse = createFrameParser((opcode, payload) => texts.push(`${opcode}:${payload}`));
  // One buffer for all pieces, as a socket with a buffer of its own has it.
  const shared = Buffer.alloc(size);
  for (let at = 0; at < bytes.length; at += size) {
    const length = bytes.copy(shared, 0, at, at + size);
    parse(shared.subarray(0, length));
  }
  return texts;
}

test('frames come out whole and in order, however the bytes are cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 300 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 400 }),
      (texts, size) => {
        const bytes = Buffer.concat(texts.map(encodeServerText));
        expect(parseInPieces(bytes, size)).toEqual(texts.map((text) => `1:${text}`));
      },
    ),
  );
});

test('a frame of more than 64 KiB is read by its long length', () => {
  const text = 'x'.repeat(70_000);
  expect(parseInPieces(encodeServerText(text), 16_384)).toEqual([`1:${text}`]);
});

test('a close frame is handed on with its code', () => {
  const parsed: [number, number][] = [];
  createFrameParser((opcode, payload) => parsed.push([opcode, payload.readUInt16BE(0)]))(
    Buffer.from([0x88, 2, 0x03, 0xf5]),
  );
  expect(parsed).toEqual([[8, 1013]]);
});

test('a text to the server is masked with zeros, with a short and with a long length', () => {
  expect([...encodeClientText('hi')]).toEqual([0x81, 0x82, 0, 0, 0, 0, 0x68, 0x69]);
  const long = encodeClientText('y'.repeat(300));
  expect([...long.subarray(0, 8)]).toEqual([0x81, 0xfe, 1, 44, 0, 0, 0, 0]);
  expect(long).toHaveLength(308);
});
