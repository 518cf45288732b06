import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AcsCaller, Person } from './acs-caller.ts';
import { createAcsCaller, threadPath } from './acs-caller.ts';
import type { Room } from './room.ts';
import { openRoom } from './room.ts';
import type { ServerProcess } from './server-process.ts';
import { startServer } from './server-process.ts';

/** A server under load. */
export interface Rival {
  readonly process: ServerProcess;
  /** A room with this many listeners, one of whom speaks. */
  openRoom(listeners: number): Promise<Room>;
}

/** Starts the bare server that the service is compared with. */
export async function startFloor(folder: string): Promise<Rival> {
  mkdirSync(folder, { recursive: true });
  const script = fileURLToPath(new URL('./floor-server.mjs', import.meta.url));
  const process = await startServer(script, [folder]);
  return {
    process,
    openRoom: (listeners) =>
      openRoom({
        name: 'floor',
        postUrl: `${process.endpoint}/messages`,
        headers: {},
        socketUrl: toSocketUrl(process.endpoint, '/'),
        greetings: Array.from({ length: listeners }, () => undefined),
      }),
  };
}

/** Starts a built `confab-server` on a data folder, without rate limits. */
export async function startConfabServer(
  script: string,
  folder: string,
  nodeOptions: readonly string[] = [],
): Promise<{ process: ServerProcess; caller: AcsCaller }> {
  const args = ['--port', '0', '--rate-limits', 'off', '--storage', join(folder, 'data')];
  const process = await startServer(script, args, nodeOptions);
  return { process, caller: createAcsCaller(process.endpoint, process.connectionString) };
}

/** A room that is a thread. */
export interface ThreadRoom extends Room {
  readonly threadId: string;
  /** Those in it; the first one speaks. */
  readonly people: readonly Person[];
}

/** A chat service under load. */
export interface ServiceRival extends Rival {
  readonly caller: AcsCaller;
  openRoom(listeners: number): Promise<ThreadRoom>;
}

/** Starts `confab-server` as a rival: a room is a thread, and each listener a person of it with one socket. */
export async function startCandidate(
  script: string,
  folder: string,
  nodeOptions: readonly string[] = [],
): Promise<ServiceRival> {
  const { process, caller } = await startConfabServer(script, folder, nodeOptions);
  return {
    process,
    caller,
    openRoom: async (listeners) => {
      const people = await caller.createPeople(listeners);
      const threadId = await caller.createThread(people);
      const room = await openRoom({
        name: 'confab-server',
        postUrl: `${process.endpoint}${threadPath(threadId)}/messages?api-version=2024-03-07`,
        headers: { authorization: `Bearer ${people[0]?.token}` },
        socketUrl: toSocketUrl(process.endpoint, '/realtime'),
        greetings: people.map(({ token }) => greet(token)),
      });
      return Object.assign(room, { threadId, people });
    },
  };
}

/** The first frame of the kit's realtime protocol. */
export function greet(token: string): string {
  return JSON.stringify({ type: 'hello', protocol: 1, token });
}

/** The address of a socket on a server. */
export function toSocketUrl(endpoint: string, path: string): string {
  return `${endpoint.replace('http', 'ws')}${path}`;
}
