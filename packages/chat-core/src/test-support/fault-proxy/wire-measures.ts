/** How many bytes the first message of a stream has; `undefined` while it is not whole. */
export type Measure = (bytes: Buffer) => number | undefined;

const headEnd = '\r\n\r\n';
const lineEnd = '\r\n';

/** A request or an answer of HTTP/1.1 whose body, if any, has a length or comes in chunks. */
export const measureHttpMessage: Measure = (bytes) => {
  const end = bytes.indexOf(headEnd);
  if (end === -1) return undefined;
  const head = bytes.toString('latin1', 0, end);
  const bodyStart = end + headEnd.length;
  if (/^transfer-encoding: *chunked/im.test(head)) return measureChunks(bytes, bodyStart);
  const bodyLength = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
  return wholeUpTo(bodyStart + bodyLength, bytes);
};

/** A WebSocket frame that is not masked: one from a server. */
export const measureFrame: Measure = (bytes) => {
  const start = payloadStart(bytes);
  if (start === undefined) return undefined;
  const short = bytes.readUInt8(1) & 0x7f;
  if (short < 126) return wholeUpTo(start + short, bytes);
  return wholeUpTo(
    start + (short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))),
    bytes,
  );
};

/** What has come, however little. */
export const measureAnything: Measure = ({ length }) => (length > 0 ? length : undefined);

/** The text of a whole frame. */
export function readFrameText(frame: Buffer): string {
  return frame.toString('utf8', payloadStart(frame));
}

/** Such as `POST /chat/threads?api-version=…`. */
export function readRequestLine(request: Buffer): string {
  return request.toString('latin1', 0, request.indexOf(' HTTP/'));
}

/** Whether an answer turns the connection into a WebSocket. */
export function isUpgrade(response: Buffer): boolean {
  return response.toString('latin1', 0, 12) === 'HTTP/1.1 101';
}

function payloadStart(bytes: Buffer): number | undefined {
  if (bytes.length < 2) return undefined;
  const short = bytes.readUInt8(1) & 0x7f;
  return wholeUpTo(short < 126 ? 2 : short === 126 ? 4 : 10, bytes);
}

function measureChunks(bytes: Buffer, bodyStart: number): number | undefined {
  for (let at = bodyStart; ;) {
    const end = bytes.indexOf(lineEnd, at);
    if (end === -1) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', at, end), 16);
    // Nobody knows where something ends that is no chunk.
    if (Number.isNaN(size)) return bytes.length;
    at = end + lineEnd.length + size + lineEnd.length;
    if (size === 0) return wholeUpTo(at, bytes);
  }
}

function wholeUpTo(length: number, bytes: Buffer): number | undefined {
  return length <= bytes.length ? length : undefined;
}
