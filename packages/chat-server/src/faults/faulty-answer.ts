import type { FaultStatus } from './chat-faults.ts';
import { LostConnectionError } from './lost-connection-error.ts';
import type { WaitingRoom } from './waiting-room.ts';

/** The code of the error envelope, by status; a gateway's own answers have none of Azure's. */
const codes: Record<FaultStatus, string> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  429: 'TooManyRequests',
  500: 'InternalError',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};

/** Headers that speak of the answer that lent them. */
const ownHeaders = ['content-length', 'content-type', 'location', 'retry-after', 'retry-after-ms'];

/** An error answer that wears the headers of a real one. */
export function formatFaultyAnswer(
  lent: Headers,
  status: FaultStatus,
  retryAfterSeconds: number | undefined,
): Response {
  const headers = new Headers(lent);
  for (const name of ownHeaders) headers.delete(name);
  if (retryAfterSeconds !== undefined) {
    headers.set('retry-after', String(Math.ceil(retryAfterSeconds)));
    headers.set('retry-after-ms', String(Math.ceil(retryAfterSeconds * 1000)));
  }
  const message =
    'A fault rule answers in place of the service. It is not said whether the request was carried out.';
  return Response.json({ error: { code: codes[status], message } }, { status, headers });
}

/** Milliseconds between the half of a body and the break: servers hold headers back while a body may be short. */
const breakMs = 20;

/** The answer, but its body breaks off in the middle, after headers that promise all of it. */
export async function truncateBody(response: Response, room: WaitingRoom): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const { status, statusText, headers } = response;
  if (bytes.length === 0) return new Response(null, { status, statusText, headers });
  const promised = new Headers(headers);
  promised.set('content-length', String(bytes.length));
  const half = bytes.subarray(0, Math.ceil(bytes.length / 2));
  let isHalfRead = false;
  const broken = new ReadableStream<Uint8Array>(
    {
      // One step at a time: an error takes with it what nobody has read yet.
      pull: async (controller) => {
        if (isHalfRead) {
          await room.wait(breakMs);
          throw new LostConnectionError();
        }
        isHalfRead = true;
        controller.enqueue(half);
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(broken, { status, statusText, headers: promised });
}
