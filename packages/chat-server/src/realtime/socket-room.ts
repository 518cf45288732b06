import type { Connection } from './connection.ts';
import { socketBounds } from './socket-bounds.ts';

/** Whether this process takes one more socket. */
export function hasRoom(connections: ReadonlySet<Connection>): boolean {
  return connections.size < socketBounds.sockets;
}

/** Whether this process takes one more socket of this user, as far as the user is concerned. */
export function hasRoomFor(connections: ReadonlySet<Connection>, userId: string): boolean {
  let own = 0;
  for (const connection of connections) {
    if (connection.userId === userId) own += 1;
  }
  return own < socketBounds.socketsPerUser;
}
