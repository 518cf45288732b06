import { createHmac, KeyObject, timingSafeEqual } from 'node:crypto';

/*
 * The platform's requests, answers and signatures are made for streams and threads: they take more time than the rest of a world, and
 * a thread's answer comes when it likes. These do the same at once, for text.
 */

/** A request with a text, as far as the service looks at it. */
export function createSwiftRequest(
  url: string,
  {
    method,
    headers,
    body = '',
  }: { method: string; headers: Record<string, string>; body?: string },
): Request {
  const bytes = new TextEncoder().encode(body);
  const request = {
    url,
    method,
    headers: new Headers({ ...headers, 'content-length': String(bytes.length) }),
    arrayBuffer: async () => bytes.buffer,
  };
  // The service reads nothing else of a request.
  return request as unknown as Request;
}

/** An answer with a text, as far as the service and the client look at it. */
class SwiftResponse {
  readonly body: string | null;
  readonly status: number;
  readonly headers: Headers;

  constructor(body: string | null = null, { status = 200, headers }: ResponseInit = {}) {
    this.body = body;
    this.status = status;
    this.headers = new Headers(headers);
  }

  get ok(): boolean {
    return this.status < 300;
  }

  async text(): Promise<string> {
    return this.body ?? '';
  }
}

/** Puts the swift answers and signatures in the place of the platform's, for this process. */
export function installSwiftPlatform(): void {
  const sign = (key: CryptoKey, data: BufferSource): Buffer => {
    const bytes = ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data);
    return createHmac('sha256', KeyObject.from(key)).update(bytes).digest();
  };
  const subtle = {
    sign: async (_algorithm: unknown, key: CryptoKey, data: BufferSource) =>
      new Uint8Array(sign(key, data)).buffer,
    verify: async (
      _algorithm: unknown,
      key: CryptoKey,
      signature: BufferSource,
      data: BufferSource,
    ) => {
      const expected = sign(key, data);
      const given = Buffer.from(
        new Uint8Array(
          ArrayBuffer.isView(signature)
            ? signature.buffer.slice(
                signature.byteOffset,
                signature.byteOffset + signature.byteLength,
              )
            : signature,
        ),
      );
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
  Object.assign(crypto.subtle, subtle);
  Object.assign(globalThis, { Response: SwiftResponse });
}
