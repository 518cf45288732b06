import { Agent, request } from 'node:http';

/** Reads from a service over one connection that stays open. */
export interface TimedReader {
  /** Reads a page as the bearer of the token: its time in ms, its rows and where it goes on. */
  read(path: string, token: string): Promise<{ ms: number; rows: number; nextPath?: string }>;
  close(): void;
}

/** Makes a reader of the service at `endpoint`. */
export function createTimedReader(endpoint: string): TimedReader {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const get = (path: string, token: string): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}` };
      const call = request(`${endpoint}${path}`, { agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
      });
      call.on('error', reject);
      call.end();
    });
  return {
    read: async (path, token) => {
      const start = performance.now();
      const { status, text } = await get(path, token);
      const ms = performance.now() - start;
      if (status !== 200)
        throw new Error(`${path} answered ${status}, so it was not measured: ${text}`);
      // A page, by the protocol.
      const { value, nextLink } = JSON.parse(text) as { value: unknown[]; nextLink?: string };
      const next = nextLink === undefined ? undefined : new URL(nextLink);
      return {
        ms,
        rows: value.length,
        ...(next !== undefined && { nextPath: `${next.pathname}${next.search}` }),
      };
    },
    close: () => agent.destroy(),
  };
}
