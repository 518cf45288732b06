import type { FailureListener } from '../chat-service-options.ts';
import { authenticate } from '../auth/authenticate.ts';
import type { TokenClaims, UserTokens } from '../auth/user-tokens.ts';
import type { ChatContext } from '../domain/work-unit.ts';
import { readView } from '../domain/work-unit.ts';
import type { Schedule } from '../runtime.ts';
import { ChatServiceError } from '../service-error.ts';
import { formatDate } from '../wire/format.ts';
import type { EventFeed } from './event-feed.ts';
import { closeCodes, formatEventFrame, parseClientFrame } from './frames.ts';
import type { ClientFrame, ResumePoint } from './frames.ts';
import { createFrameBudget, socketBounds } from './socket-bounds.ts';
import { hasRoomFor } from './socket-room.ts';
import type { SocketCarrier, SocketPeer } from './web-socket-like.ts';

/** What a connection works with. */
export interface RealtimeServices {
  readonly context: ChatContext;
  readonly tokens: UserTokens;
  readonly feed: EventFeed;
  readonly schedule: Schedule;
  readonly onError: FailureListener;
  /** All open connections of this process. */
  readonly connections: Set<Connection>;
}

/** One open socket, as the rest of the service sees it. */
export interface Connection {
  /** Raw id, once the client has said who it is. */
  readonly userId: string | undefined;
  close(code: number, reason: string): void;
}

/** Milliseconds within which the client says who it is. */
const helloMs = 5_000;

/**
 * Speaks the kit's realtime protocol on one socket: checks the first frame, then writes the user's events until
 * the socket ends. The same for sockets in the page and on the network.
 */
export function acceptConnection(services: RealtimeServices, carrier: SocketCarrier): SocketPeer {
  const { context, connections, feed, schedule } = services;
  let stage: 'opening' | 'greeting' | 'live' | 'closed' = 'opening';
  let claims: TokenClaims | undefined;
  let heardAt = context.clock.now();
  const endings: (() => void)[] = [];
  const budget = createFrameBudget(context.clock);
  let cancelExpiry = (): void => {};

  const connection: Connection = {
    get userId() {
      return claims?.userId;
    },
    close: (code, reason) => {
      if (stage === 'closed') return;
      finish();
      carrier.close(code, reason);
    },
  };
  const finish = (): void => {
    stage = 'closed';
    cancelExpiry();
    for (const end of endings.splice(0)) end();
    connections.delete(connection);
  };
  const isClosed = (): boolean => stage === 'closed';
  const send = (frame: object): void => carrier.send(JSON.stringify(frame));
  const refuse = (closeCode: number, code: string, message: string): void => {
    if (stage === 'closed') return;
    send({ type: 'error', code, message });
    connection.close(closeCode, code);
  };
  const fail = (): void =>
    refuse(
      closeCodes.failed,
      'InternalError',
      'The service failed in an unexpected way. Connect again.',
    );
  const revoke = (): void =>
    refuse(
      closeCodes.unauthorized,
      'Unauthorized',
      'The token has expired or was revoked. Connect again with a new one.',
    );

  const watchExpiry = (expiresAt: number): void => {
    cancelExpiry();
    cancelExpiry = schedule(revoke, Math.max(0, expiresAt - context.clock.now()));
  };

  const writeEvent = (row: Parameters<typeof formatEventFrame>[0]): void => {
    if (carrier.bufferedAmount() > socketBounds.waitingBytes) {
      connection.close(closeCodes.overloaded, 'TooSlow');
    } else {
      carrier.send(formatEventFrame(row));
    }
  };

  const greet = async (token: string, resume: ResumePoint | undefined): Promise<void> => {
    const known = await authenticate(context, services.tokens, token);
    const { trimmedOffset, lastOffset } = await readView(context, (tx) => tx.getEventLogEnds());
    if (stage === 'closed') return;
    if (!hasRoomFor(connections, known.userId)) {
      return refuse(
        closeCodes.overloaded,
        'TooManySockets',
        'This user has too many open sockets. Close one.',
      );
    }
    const recovered =
      resume !== undefined &&
      resume.epoch === context.epoch &&
      resume.offset >= trimmedOffset &&
      resume.offset <= lastOffset;
    const offset = recovered ? resume.offset : lastOffset;
    claims = known;
    stage = 'live';
    watchExpiry(known.expiresAt);
    send({
      type: 'ready',
      epoch: context.epoch,
      offset,
      recovered,
      userId: known.userId,
      expiresOn: formatDate(known.expiresAt),
    });
    const subscriber = {
      userId: known.userId,
      generation: known.generation,
      isGone: isClosed,
      deliver: writeEvent,
      onRevoked: revoke,
      onTrimmed: () => connection.close(closeCodes.overloaded, 'TooSlow'),
      onFailed: fail,
    };
    const end = await feed.subscribe(subscriber, offset);
    // Ended already while the missed events were read.
    if (isClosed()) end();
    else endings.push(end);
  };

  const renew = async (token: string): Promise<void> => {
    const renewed = await authenticate(context, services.tokens, token);
    if (renewed.userId !== claims?.userId || renewed.generation !== claims.generation)
      return revoke();
    if (stage === 'closed') return;
    claims = renewed;
    watchExpiry(renewed.expiresAt);
    send({ type: 'renewed', expiresOn: formatDate(renewed.expiresAt) });
  };

  const answer = async (frame: ClientFrame): Promise<void> => {
    if (frame.type === 'hello' && stage === 'opening') {
      if (frame.protocol !== 1) {
        return refuse(
          closeCodes.wrongProtocol,
          'WrongProtocol',
          'This service speaks protocol 1 only.',
        );
      }
      stage = 'greeting';
      return await greet(frame.token, frame.resume);
    }
    if (frame.type === 'renew' && stage === 'live') return await renew(frame.token);
    if (frame.type === 'pong' && stage === 'live') return;
    refuse(closeCodes.badFrame, 'BadFrame', `The frame "${frame.type}" is not allowed now.`);
  };

  const keepAlive = (): void => {
    let cancel = schedule(function check() {
      if (context.clock.now() - heardAt >= socketBounds.silenceMs) {
        return connection.close(closeCodes.silent, 'Silent');
      }
      if (stage === 'live') send({ type: 'ping' });
      // A notice of news may have been lost on its way between processes.
      feed.wake();
      cancel = schedule(check, socketBounds.pingMs);
    }, socketBounds.pingMs);
    endings.push(() => cancel());
  };

  connections.add(connection);
  endings.push(
    schedule(() => {
      if (stage === 'opening') connection.close(closeCodes.silent, 'NoHello');
    }, helloMs),
  );
  keepAlive();
  if (connections.size > socketBounds.sockets)
    connection.close(closeCodes.overloaded, 'TooManySockets');

  return {
    receive: (data) => {
      if (stage === 'closed') return;
      heardAt = context.clock.now();
      if (!budget.spend()) {
        return refuse(
          closeCodes.overloaded,
          'TooManyFrames',
          'The client sends too many frames. Slow down.',
        );
      }
      const frame = parseClientFrame(data);
      if (frame === undefined) {
        return refuse(
          closeCodes.badFrame,
          'BadFrame',
          'The frame is not one of the protocol’s. Send hello first.',
        );
      }
      answer(frame).catch((error: unknown) => {
        if (error instanceof ChatServiceError && error.status < 500) {
          refuse(closeCodes.unauthorized, error.code, error.message);
        } else {
          if (!isClosed()) services.onError(error, {});
          fail();
        }
      });
    },
    closed: finish,
  };
}
