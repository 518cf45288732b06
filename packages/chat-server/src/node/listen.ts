import type { Server } from 'node:http';
import { ChatServiceError } from '../service-error.ts';

/**
 * Starts listening. Resolves to the port.
 * @throws ChatServiceError `StartFailed` when the port or the address cannot be had.
 */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port, host)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): ChatServiceError {
  const problem =
    error.code === 'EADDRINUSE'
      ? `Port ${port} on ${host} is in use, so the service did not start. Choose another port, or 0 for any free one.`
      : `Port ${port} on ${host} cannot be opened (${error.code ?? error.message}), so the service did not start. Choose another port or address.`;
  return new ChatServiceError('StartFailed', problem, { cause: error });
}
