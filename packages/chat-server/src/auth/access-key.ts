import { unauthorized } from '../service-error.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';

/** A request to the identity endpoints, as far as its signature covers it. */
export interface SignedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** How far the request's date may be from the service's clock, in milliseconds. */
const dateToleranceMs = 5 * 60 * 1000;

const authorizationPattern =
  /^HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=([A-Za-z0-9+/=]+)$/;

/**
 * Checks the HMAC signature that Azure's identity clients put on their requests: over the method, the path with
 * its query, and the date, host and body hash.
 * @throws Unauthorized when anything is missing, old or different.
 */
export async function verifyAccessKey(
  request: SignedRequest,
  accessKey: string,
  now: number,
): Promise<void> {
  const { method, url, headers, body } = request;
  const date = headers.get('x-ms-date') ?? '';
  const contentHash = headers.get('x-ms-content-sha256') ?? '';
  const signature = authorizationPattern.exec(headers.get('authorization') ?? '')?.[1];
  const bodyHash = encodeBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', body)));
  const isFresh = Math.abs(Date.parse(date) - now) <= dateToleranceMs;
  if (signature === undefined || contentHash !== bodyHash || !isFresh) throw wrongSignature();

  const text = `${method}\n${url.pathname}${url.search}\n${date};${url.host};${contentHash}`;
  const key = await crypto.subtle.importKey(
    'raw',
    decodeBase64(accessKey),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['verify'],
  );
  // `verify` compares in constant time.
  const isRight = await crypto.subtle.verify(
    'HMAC',
    key,
    decodeSignature(signature),
    new TextEncoder().encode(text),
  );
  if (!isRight) throw wrongSignature();
}

function decodeSignature(signature: string): Uint8Array<ArrayBuffer> {
  try {
    return decodeBase64(signature);
  } catch {
    throw wrongSignature();
  }
}

function wrongSignature(): Error {
  return unauthorized(
    'The request is not signed with this service’s access key, or its date is more than 5 minutes off, so nothing was done. Use the connection string that the service printed, and check the clock.',
  );
}
