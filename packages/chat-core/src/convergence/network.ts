import type { ChatService } from '@confab/chat-server';
import type { ChatClientOptions } from '../options.ts';
import type { FetchInit } from '../platform/fetch.ts';
import type { Fault } from './fault-tape.ts';
import type { Scheduling } from './scheduling.ts';
import { createSwiftRequest } from './swift-platform.ts';
import { openWorldSocket, type WorldSocket } from './world-socket.ts';
import type { Timeline } from './virtual-clock.ts';

/** How the network of a world behaves. */
export interface NetworkRules {
  readonly scheduling: Scheduling;
  readonly timeline: Timeline;
  /** The service that is up; `undefined` while none is. */
  service(): ChatService | undefined;
  /** What happens to the next request. */
  takeFault(): Fault;
  /** Whether the service has ended this token. */
  isRefused(token: string): boolean;
  /** A request that has been on its way for so long, ms, is late. */
  readonly usualDelayMs: number;
  /** Whether a late request arrives all the same. One that may be repeated always does. */
  readonly takesLate: boolean;
  /** A late request that may not be repeated has arrived. */
  hasTakenLate: boolean;
  /** Whether a socket may say where the one before it ended. */
  allowsResume: boolean;
  /** Most rows in a page, whatever a client asks for. */
  readonly pageSize: number;
  /** The next event on any socket is lost, or comes twice. */
  eventFault: 'lost' | 'doubled' | undefined;
  /** An event was lost on a connection that stayed. */
  hasLostEvent: boolean;
}

/** One page's way to the service. */
export interface Link {
  readonly options: Required<Pick<ChatClientOptions, 'fetch' | 'webSocket'>>;
  /** Ends all sockets. */
  cutSockets(): void;
  /** The service ends all sockets, because the token has ended. */
  refuseSockets(): void;
  /** The page is gone: nothing reaches it any more. What is on its way to the service goes on. */
  drop(): void;
  readonly openSockets: number;
}

/** What a link needs to know of the device that it is on. */
export interface LinkPlace {
  readonly isOnline: () => boolean;
  /** A request leaves. Returns what says how old it is, ms, to those who wait for it or ask for it again. */
  readonly startAge: () => () => number;
  /** A message, an edit or a deletion leaves. */
  readonly onSend: () => void;
}

/** Creates the {@link Link} of one page. */
export function createLink(
  name: string,
  rules: NetworkRules,
  { isOnline, startAge, onSend }: LinkPlace,
): Link {
  const { scheduling, timeline } = rules;
  const clock = timeline.createClock('network', () => 0);
  const sockets = new Set<WorldSocket>();
  let isDropped = false;

  async function exchange(url: string, init: FetchInit, fault: Fault): Promise<Response> {
    if (fault.kind === 'unavailable') return createError(503);
    if (fault.kind === 'throttled') return createError(429, fault.retryAfter);
    const token = (init.headers['authorization'] ?? '').replace('Bearer ', '');
    if (fault.kind === 'unauthorized' || rules.isRefused(token)) return createError(401);
    const service = rules.service();
    if (service === undefined) throw new TypeError('Failed to fetch');
    const { method, headers } = init;
    // In this world nobody sends a file.
    const body = init.body?.toString();
    const answer = await service.respond(
      createSwiftRequest(url, { method, headers, ...(body !== undefined && { body }) }),
    );
    if (fault.kind === 'unavailable-after') return createError(503);
    if (fault.kind === 'answer-lost') throw new TypeError('Failed to fetch');
    if (fault.kind !== 'truncated') return answer;
    const text = await answer.text();
    return new Response(answer.status === 204 ? null : text.slice(0, text.length / 2), {
      status: answer.status,
    });
  }

  function send(url: string, init: FetchInit): Promise<Response> {
    // The promises of a page that is gone never settle, and it asks for nothing any more.
    if (isDropped) return new Promise(() => {});
    const fault = rules.takeFault();
    const what = `${init.method} ${describe(url)}`;
    const age = startAge();
    const isRepeatable = 'repeatability-request-id' in init.headers;
    if (/^(POST messages|(PATCH|DELETE) messages\/\d+)$/.test(what)) onSend();
    if (fault.kind === 'event-lost') rules.eventFault = 'lost';
    if (fault.kind === 'event-doubled') rules.eventFault = 'doubled';
    return new Promise((resolve, reject) => {
      init.signal.addEventListener('abort', () => reject(init.signal.reason));
      const tell = (how: string, act: () => void): void =>
        scheduling.add(`${name}: ${how} ${what}`, () => {
          if (!isDropped) act();
        });
      const lose = (): void => tell('loses', () => reject(new TypeError('Failed to fetch')));
      if (!isOnline() || fault.kind === 'lost') return lose();
      const arrive = (): void =>
        scheduling.add(`service: gets ${name}'s ${what}`, async () => {
          if (!isRepeatable && age() > rules.usualDelayMs) {
            if (!rules.takesLate) return lose();
            rules.hasTakenLate = true;
          }
          try {
            const answer = await exchange(url, init, fault);
            const hear = (): void =>
              isOnline() ? tell('hears of', () => resolve(answer)) : lose();
            if (fault.kind === 'answer-late') clock.setTimeout(hear, fault.seconds * 1_000);
            else hear();
          } catch {
            lose();
          }
        });
      if (fault.kind === 'stalled') clock.setTimeout(arrive, fault.seconds * 1_000);
      else arrive();
    });
  }

  return {
    options: {
      fetch: (url, init) =>
        send(
          url.replace(
            /maxPageSize=(\d+)/,
            (_all, size) => `maxPageSize=${Math.min(Number(size), rules.pageSize)}`,
          ),
          init,
        ),
      webSocket(url) {
        const socket = openWorldSocket(name, url, rules, isOnline, () => sockets.delete(socket));
        if (isDropped) socket.drop();
        else sockets.add(socket);
        return socket.client;
      },
    },
    cutSockets() {
      for (const socket of [...sockets]) socket.cut();
    },
    refuseSockets() {
      for (const socket of [...sockets]) socket.refuse();
    },
    drop() {
      isDropped = true;
      for (const socket of [...sockets]) socket.drop();
    },
    get openSockets() {
      return sockets.size;
    },
  };
}

function createError(status: number, retryAfter?: string): Response {
  return new Response(JSON.stringify({ error: { code: `Code${status}`, message: 'So it is' } }), {
    status,
    headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
  });
}

/** The path without what is the same in all of them. */
function describe(url: string): string {
  const { pathname } = new URL(url);
  return pathname.replace(/^\/chat\/(threads\/[^/]*\/?)?/, '') || 'thread';
}
