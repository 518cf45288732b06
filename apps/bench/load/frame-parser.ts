/** A WebSocket frame from a server: its opcode and its payload, which is only valid during the call. */
export type FrameListener = (opcode: number, payload: Buffer) => void;

/**
 * Cuts the bytes of a server into WebSocket frames. It does less than a client has to (no fragments, no checks), so that
 * 250 sockets in one process cost the load generator little.
 *
 * @returns A function to be called with each chunk; the chunk may be reused afterwards.
 */
export function createFrameParser(onFrame: FrameListener): (chunk: Buffer) => void {
  let rest: Buffer | undefined;
  return (chunk) => {
    const bytes = rest === undefined ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    for (;;) {
      const frame = readFrame(bytes, at);
      if (frame === undefined) break;
      onFrame(frame.opcode, bytes.subarray(frame.start, frame.end));
      at = frame.end;
    }
    rest = at === bytes.length ? undefined : Buffer.from(bytes.subarray(at));
  };
}

/** A text frame as a client sends it. The mask is all zeros: it protects proxies, and there is none. */
export function encodeClientText(text: string): Buffer {
  const payload = Buffer.from(text);
  const isShort = payload.length < 126;
  const header = Buffer.alloc(isShort ? 6 : 8);
  header[0] = 0x81;
  header[1] = 0x80 | (isShort ? payload.length : 126);
  if (!isShort) header.writeUInt16BE(payload.length, 2);
  return Buffer.concat([header, payload]);
}

function readFrame(
  bytes: Buffer,
  at: number,
): { opcode: number; start: number; end: number } | undefined {
  if (bytes.length < at + 2) return undefined;
  const opcode = (bytes[at] ?? 0) & 0x0f;
  const short = (bytes[at + 1] ?? 0) & 0x7f;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const start = at + 2 + lengthBytes;
  if (bytes.length < start) return undefined;
  const length =
    lengthBytes === 0
      ? short
      : bytes.readUIntBE(start - Math.min(lengthBytes, 6), Math.min(lengthBytes, 6));
  return bytes.length < start + length ? undefined : { opcode, start, end: start + length };
}
