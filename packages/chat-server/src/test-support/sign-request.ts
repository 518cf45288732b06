import { decodeBase64, encodeBase64 } from '../auth/base64.ts';

/** The headers that an identity client puts on a request, signed with the access key. */
export async function signRequest(
  method: string,
  url: string,
  body: string,
  accessKey: string,
  now: number,
): Promise<Record<string, string>> {
  const { host, pathname, search } = new URL(url);
  const encoder = new TextEncoder();
  const hash = encodeBase64(
    new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(body))),
  );
  const date = new Date(now).toUTCString();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', decodeBase64(accessKey), algorithm, false, [
    'sign',
  ]);
  const text = encoder.encode(`${method}\n${pathname}${search}\n${date};${host};${hash}`);
  const signature = encodeBase64(new Uint8Array(await crypto.subtle.sign('HMAC', key, text)));
  return {
    'x-ms-date': date,
    'x-ms-content-sha256': hash,
    'content-type': 'application/json',
    authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
  };
}
