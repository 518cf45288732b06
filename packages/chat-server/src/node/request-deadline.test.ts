import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { boundRequestTime } from './request-deadline.ts';

const path = '/chat/threads/19:a@thread.v2/attachments/0123456789abcdef0123456789abcdef';

test.each([
  ['a file that nobody reads on is given up', true, true],
  ['an answer is not, where no files are handed out', false, false],
])('%s', async (_title, takesFiles, isGivenUp) => {
  const server = createServer((incoming, outgoing) => {
    boundRequestTime(incoming, outgoing, 200, takesFiles);
    if (incoming.url === path) outgoing.once('close', () => server.emit('given up'));
    // More than any buffer on the way takes.
    outgoing.write(Buffer.alloc(64 * 1024 * 1024));
    server.emit('asked');
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // What `address` gives for a server on a TCP port.
  const { port } = server.address() as AddressInfo;
  const asked = once(server, 'asked');
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  socket.pause();
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  await asked;
  let hasEnded = false;
  const ended = once(server, 'given up').then(() => (hasEnded = true));
  if (isGivenUp) await ended;
  // Another client of the same patience is cut off in that time.
  else await cutOffAnother(port);
  expect(hasEnded).toBe(isGivenUp);
});

/** Resolves when a client that promises a body and sends none was cut off. */
async function cutOffAnother(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  socket.resume();
  socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n');
  await once(socket, 'close');
}
