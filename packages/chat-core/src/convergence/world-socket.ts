import type { WebSocketLike } from '../platform/web-socket.ts';
import type { NetworkRules } from './network.ts';

/** One socket between a page and the service. Every frame is on its way until the world lets it arrive; frames of one direction stay in order. */
export interface WorldSocket {
  readonly client: WebSocketLike;
  /** The connection breaks: both sides hear of it, and what is on its way is lost. */
  cut(): void;
  /** The service ends it, because the token has ended. */
  refuse(): void;
  /** The page is gone: only the service hears of it. */
  drop(): void;
}

type Peer = ReturnType<
  NonNullable<ReturnType<NonNullable<ReturnType<NetworkRules['service']>>['acceptUpgrade']>>
>;

interface Listeners {
  open: (() => void)[];
  error: (() => void)[];
  message: ((event: { readonly data: unknown }) => void)[];
  close: ((event: { readonly code: number; readonly reason: string }) => void)[];
}

/** Opens a {@link WorldSocket}. `onEnd` is called once, when it is over. */
export function openWorldSocket(
  name: string,
  url: string,
  rules: NetworkRules,
  isOnline: () => boolean,
  onEnd: () => void,
): WorldSocket {
  const { scheduling } = rules;
  const listeners: Listeners = { open: [], error: [], message: [], close: [] };
  const toClient: (() => void)[] = [];
  const toService: (() => void)[] = [];
  let peer: Peer | undefined;
  let isOver = false;
  /** Nothing is told to the page any more. */
  let isDeaf = false;

  function travel(lane: (() => void)[], label: string, arrive: () => void): void {
    lane.push(arrive);
    scheduling.add(label, () => lane.shift()?.());
  }

  function end(code: number): void {
    if (isOver) return;
    isOver = true;
    toClient.length = 0;
    toService.length = 0;
    peer?.closed();
    onEnd();
    if (isDeaf) return;
    travel(toClient, `${name}: socket closes (${code})`, () => {
      if (!isDeaf) for (const listener of listeners.close) listener({ code, reason: '' });
    });
  }

  function deliver(data: string): void {
    const frame: unknown = JSON.parse(data);
    const what = String(Object(frame).event ?? Object(frame).type);
    const isEvent = Object(frame).type === 'event';
    const fault = isEvent ? rules.eventFault : undefined;
    if (isEvent) rules.eventFault = undefined;
    if (fault === 'lost') rules.hasLostEvent = true;
    const times = fault === 'lost' ? 0 : fault === 'doubled' ? 2 : 1;
    for (let count = 0; count < times; count += 1)
      travel(toClient, `${name}: hears ${what}`, () => {
        if (!isDeaf) for (const listener of listeners.message) listener({ data });
      });
  }

  const carrier = {
    send: (data: string): void => {
      if (!isOver) deliver(data);
    },
    close: (code: number): void => {
      if (!isOver) travel(toClient, `${name}: service closes (${code})`, () => end(code));
    },
    cut: (): void => end(1006),
    bufferedAmount: () => 0,
  };

  function refuse(): void {
    carrier.send(JSON.stringify({ type: 'error', code: 'Unauthorized', message: 'It ended.' }));
    carrier.close(4401);
  }

  function receive(data: string): void {
    const frame = Object(JSON.parse(data));
    if (typeof frame.token === 'string' && rules.isRefused(frame.token)) return refuse();
    peer?.receive(rules.allowsResume ? data : JSON.stringify({ ...frame, resume: undefined }));
  }

  scheduling.add(`${name}: socket opens`, () => {
    if (isOver) return;
    const accept = isOnline() ? rules.service()?.acceptUpgrade(new URL(url), undefined) : undefined;
    if (accept === undefined) {
      for (const listener of listeners.error) listener();
      return end(1006);
    }
    peer = accept(carrier);
    if (!isDeaf) for (const listener of listeners.open) listener();
  });

  return {
    client: {
      send(data) {
        if (!isOver) travel(toService, `service: hears ${name}'s frame`, () => receive(data));
      },
      close() {
        isDeaf = true;
        if (!isOver) travel(toService, `service: hears ${name} close`, () => end(1005));
      },
      addEventListener(type: keyof Listeners, listener: Listeners[keyof Listeners][number]) {
        // The overloads of the interface pair each type with its listener.
        (listeners[type] as (typeof listener)[]).push(listener);
      },
    },
    cut: () => end(1006),
    refuse,
    drop() {
      isDeaf = true;
      end(1006);
    },
  };
}
