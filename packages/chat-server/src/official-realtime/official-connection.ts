import type { FailureListener } from '../chat-service-options.ts';
import type { ChatContext } from '../domain/work-unit.ts';
import { commitWork } from '../domain/work-unit.ts';
import type { Connection } from '../realtime/connection.ts';
import type { EventFeed } from '../realtime/event-feed.ts';
import { closeCodes } from '../realtime/frames.ts';
import { createFrameBudget, socketBounds } from '../realtime/socket-bounds.ts';
import type { SocketCarrier, SocketPeer } from '../realtime/web-socket-like.ts';
import type { Schedule } from '../runtime.ts';
import type { EventRow } from '../storage/rows.ts';
import { spendTicket } from './connection-tickets.ts';
import type { ConnectionTickets } from './connection-tickets.ts';
import { formatPushBody } from './push-bodies.ts';
import { hasRoom, hasRoomFor } from '../realtime/socket-room.ts';
import {
  connectPacket,
  formatAckPacket,
  formatEventPacket,
  formatMessagePacket,
  heartbeatPacket,
  parseClientMessage,
} from './socket-io-frames.ts';
import type { ClientPacket } from './socket-io-frames.ts';

/** What a connection of Azure's client works with. */
export interface OfficialConnectionServices {
  readonly context: ChatContext;
  readonly feed: EventFeed;
  readonly tickets: ConnectionTickets;
  readonly schedule: Schedule;
  /** All open sockets of this process, also those of the kit's own protocol. */
  readonly connections: Set<Connection>;
  readonly onError: FailureListener;
}

/** What the address of a socket says. */
export interface OfficialSession {
  readonly sessionId: string;
  /** The id that the client has given itself; the session was issued to it. */
  readonly endpointId: string;
}

/** Frames that the client sends for each push: its answer, and a ping after it. */
const framesPerPush = 2;

/** Of those, how many a client may save up. */
const mostExpectedFrames = 2_000;

/**
 * Speaks Azure's realtime wire on one socket: socket.io 0.9 with the router's requests in it. The session id is
 * used up, then the user's events are pushed until the socket ends.
 */
export function acceptOfficialConnection(
  services: OfficialConnectionServices,
  session: OfficialSession,
  carrier: SocketCarrier,
): SocketPeer {
  const { context, feed, tickets, schedule, connections } = services;
  const { clock } = context;
  const budget = createFrameBudget(clock);
  const endings: (() => void)[] = [];
  let stage: 'opening' | 'live' | 'closed' = 'opening';
  let userId: string | undefined;
  let heardAt = clock.now();
  let lastPush = 0;
  /** Frames that the client was asked for and that do not count against him. */
  let expectedFrames = 0;
  /** Events that came before the client could be told that it is connected. */
  let early: EventRow[] = [];

  const finish = (): void => {
    stage = 'closed';
    for (const end of endings.splice(0)) end();
    connections.delete(connection);
  };
  const connection: Connection = {
    get userId() {
      return userId;
    },
    close: (code, reason) => {
      if (stage === 'closed') return;
      finish();
      carrier.close(code, reason);
    },
  };
  const isClosed = (): boolean => stage === 'closed';
  const refuse = (): void => connection.close(closeCodes.unauthorized, 'Unauthorized');
  const fail = (error: unknown): void => {
    // A service that closes takes the storage away from sockets that are about to open.
    if (stage === 'closed') return;
    services.onError(error, {});
    connection.close(closeCodes.failed, 'InternalError');
  };

  const push = (recipientId: string, row: EventRow): void => {
    const body = formatPushBody(row, recipientId);
    if (body === undefined || stage === 'closed') return;
    if (carrier.bufferedAmount() > socketBounds.waitingBytes) {
      return connection.close(closeCodes.overloaded, 'TooSlow');
    }
    lastPush += 1;
    expectedFrames = Math.min(mostExpectedFrames, expectedFrames + framesPerPush);
    const url = `/v4/f/${session.endpointId}/`;
    // The client logs it with the event.
    const headers = { 'MS-CV': `${session.endpointId}.${lastPush}` };
    carrier.send(formatMessagePacket({ id: lastPush, method: 'POST', url, headers, body }));
  };

  const open = async (): Promise<void> => {
    const now = clock.now();
    const ticket = await tickets.openSessionId(session.sessionId, session.endpointId, now);
    if (isClosed()) return;
    if (ticket === undefined) return refuse();
    if (!hasRoomFor(connections, ticket.userId)) {
      return connection.close(closeCodes.overloaded, 'TooManySockets');
    }
    userId = ticket.userId;
    const lifetimeMs = ticket.tokenExpiresAt - now;
    endings.push(schedule(refuse, Math.max(0, lifetimeMs)));
    if (!(await commitWork(context, (unit) => spendTicket(unit, ticket)))) return refuse();
    const recipientId = ticket.userId;
    const end = await feed.subscribe({
      userId: recipientId,
      generation: ticket.generation,
      isGone: isClosed,
      deliver: (row) => {
        if (stage === 'opening') early.push(row);
        else push(recipientId, row);
      },
      onRevoked: refuse,
      onTrimmed: () => connection.close(closeCodes.overloaded, 'TooSlow'),
      onFailed: () => connection.close(closeCodes.failed, 'InternalError'),
    });
    if (isClosed()) return end();
    endings.push(end);
    stage = 'live';
    carrier.send(connectPacket);
    const ttl = Math.ceil(lifetimeMs / 1000);
    carrier.send(formatEventPacket('trouter.connected', { ttl, dur: 0 }));
    // Azure's router knows the user only after his registration. This one knows him from here on, so nothing of
    // what happens between the two is lost.
    for (const row of early) push(recipientId, row);
    early = [];
  };

  const answer = (packet: ClientPacket): void => {
    if (packet.type === 'disconnect') connection.close(1000, '');
    if (packet.type !== 'event' || packet.ackId === undefined || stage !== 'live') return;
    // Without these answers the client takes the socket for dead: to a ping within 5 s, to its activity within 10 s.
    carrier.send(formatAckPacket(packet.ackId, packet.name === 'ping' ? ['pong'] : []));
  };

  const keepAlive = (): void => {
    let cancel = schedule(function check() {
      if (clock.now() - heardAt >= socketBounds.silenceMs) {
        return connection.close(closeCodes.silent, 'Silent');
      }
      if (stage === 'live') carrier.send(heartbeatPacket);
      // A notice of news may have been lost on its way between processes.
      feed.wake();
      cancel = schedule(check, socketBounds.pingMs);
    }, socketBounds.pingMs);
    endings.push(() => cancel());
  };

  const isWelcome = hasRoom(connections);
  connections.add(connection);
  keepAlive();
  if (isWelcome) open().catch(fail);
  else connection.close(closeCodes.overloaded, 'TooManySockets');

  return {
    receive: (data) => {
      if (stage === 'closed') return;
      heardAt = clock.now();
      const isText = typeof data === 'string' && data.length <= socketBounds.frameLength;
      const packets = isText ? parseClientMessage(data) : undefined;
      if (packets === undefined) return connection.close(closeCodes.badFrame, 'BadFrame');
      for (const packet of packets) {
        if (expectedFrames > 0) expectedFrames -= 1;
        else if (!budget.spend()) return connection.close(closeCodes.overloaded, 'TooManyFrames');
        answer(packet);
      }
    },
    closed: finish,
  };
}
