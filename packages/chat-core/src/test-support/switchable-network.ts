import type { ChatService } from '@confab/chat-server';
import type { ChatClientOptions } from '../options.ts';

/** The way between one client and a service in this process, with a switch in it. */
export interface SwitchableNetwork {
  readonly options: Required<Pick<ChatClientOptions, 'fetch' | 'webSocket'>>;
  /** Ends all sockets and refuses requests, as a pulled cable does. */
  cut(): void;
  /** Lets everything through again, to another service if one is given. */
  heal(service?: ChatService): void;
  /** Ends all sockets; requests still go through, and so do new sockets. */
  cutSockets(): void;
  /** Holds back the answers to the next `count` requests like this one, which take effect, until the returned function is called. */
  hold(request: RegExp, count?: number): () => void;
  /** Loses requests like this one on their way, until the function that it returns is called. */
  refuse(request: RegExp): () => void;
  /** Methods and paths of the requests that went through, in order. */
  readonly requests: readonly string[];
}

export function createSwitchableNetwork(first: ChatService): SwitchableNetwork {
  let service = first;
  let isUp = true;
  const sockets = new Set<ReturnType<ChatService['webSocket']>>();
  const requests: string[] = [];
  let refused: RegExp | undefined;
  let held:
    | { readonly request: RegExp; readonly released: Promise<void>; left: number }
    | undefined;
  function cutSockets(): void {
    for (const socket of sockets) socket.close();
    sockets.clear();
  }

  return {
    requests,
    options: {
      async fetch(input, init) {
        if (!isUp) throw new TypeError('Failed to fetch');
        const request = new Request(input, init);
        const name = `${request.method} ${new URL(request.url).pathname}`;
        requests.push(name);
        if (refused?.test(name) === true) throw new TypeError('Failed to fetch');
        const hold = held?.request.test(name) === true && held.left > 0 ? held : undefined;
        if (hold !== undefined) hold.left -= 1;
        const answer = await service.fetch(request);
        await hold?.released;
        return answer;
      },
      webSocket(url) {
        // A path that the service does not serve fails to open, as a dead network does.
        const socket = service.webSocket(isUp ? url : new URL('/nowhere', url).href);
        sockets.add(socket);
        return socket;
      },
    },
    cut() {
      isUp = false;
      cutSockets();
    },
    cutSockets,
    hold(request, count = Number.POSITIVE_INFINITY) {
      let release = (): void => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      held = { request, released, left: count };
      return () => {
        held = undefined;
        release();
      };
    },
    refuse(request) {
      refused = request;
      return () => {
        refused = undefined;
      };
    },
    heal(next = service) {
      service = next;
      isUp = true;
    },
  };
}
