import { createServer } from 'node:net';

/** Ports that are tried after the wanted one. */
const attempts = 20;

/** The wanted port of the loopback interface, or the next one that nobody uses. 0 lets the system choose. */
export async function findFreePort(wanted: number): Promise<number> {
  for (let offset = 0; offset < attempts; offset += 1) {
    const port = await tryPort(wanted === 0 ? 0 : wanted + offset);
    if (port !== undefined) return port;
  }
  throw new Error(
    `The ports ${wanted} to ${wanted + attempts - 1} are all in use, so nothing was started. Give another with --port or --chat-port.`,
  );
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
