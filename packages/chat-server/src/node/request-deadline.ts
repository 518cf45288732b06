import type { IncomingMessage, ServerResponse } from 'node:http';
import { findOperation } from '../rest/operations.ts';
import { answerBrokenRequest } from './http-listener.ts';

/**
 * Cuts off whoever sends a request too slowly. Node has one bound for all requests, which has to let a large file
 * through: an upload may take that long as long as it goes on, and a download as long as somebody reads it; anything else
 * has to be there in time.
 *
 * @param patienceMs For a whole request, and for a file between two pieces.
 * @param takesFiles Whether there are uploads and downloads at all.
 */
export function boundRequestTime(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  patienceMs: number,
  takesFiles: boolean,
): void {
  const cutOff = (): void => {
    if (incoming.complete) return;
    // A second answer on the same connection would be taken for one to another request.
    if (outgoing.headersSent) return void incoming.socket.destroy();
    const error = new Error('The request did not arrive in time.');
    answerBrokenRequest(
      Object.assign(error, { code: 'ERR_HTTP_REQUEST_TIMEOUT' }),
      incoming.socket,
    );
  };
  const direction = takesFiles ? findTransfer(incoming) : undefined;
  if (direction === 'up') {
    incoming.setTimeout(patienceMs, cutOff);
    outgoing.once('close', () => passOver(incoming));
  } else if (direction === 'down') {
    outgoing.setTimeout(patienceMs, () => outgoing.destroy());
  } else if (hasBody(incoming)) {
    const timer = setTimeout(cutOff, patienceMs);
    incoming.once('close', () => clearTimeout(timer));
  }
}

/**
 * Lets the rest of a file that was refused run through, so that the connection is free for the next request. What began to
 * read it would hold it back, and keep what nobody takes. Whoever does not come to an end is cut off by the adapter.
 */
function passOver(incoming: IncomingMessage): void {
  if (incoming.readableEnded) return;
  incoming.removeAllListeners('data');
  incoming.resume();
}

/** Which way a file goes with this request, if one does. */
function findTransfer({ method = '', url = '' }: IncomingMessage): 'up' | 'down' | undefined {
  if (!url.includes('/attachments')) return undefined;
  const name = findOperation(method, url.replace(/\?.*$/s, ''))?.name;
  if (name === 'uploadAttachment') return 'up';
  return name === 'downloadAttachment' ? 'down' : undefined;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
