import { createHash, createHmac } from 'node:crypto';

/** The headers that an identity client puts on a request, signed with the access key. */
export function signRequest(
  method: string,
  url: string,
  body: string,
  accessKey: string,
  now: number,
): Record<string, string> {
  const { host, pathname, search } = new URL(url);
  const hash = createHash('sha256').update(body).digest('base64');
  const date = new Date(now).toUTCString();
  const signature = createHmac('sha256', Buffer.from(accessKey, 'base64'))
    .update(`${method}\n${pathname}${search}\n${date};${host};${hash}`)
    .digest('base64');
  return {
    'x-ms-date': date,
    'x-ms-content-sha256': hash,
    'content-type': 'application/json',
    authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
  };
}
