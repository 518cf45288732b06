import type { ChatService } from '@confab/chat-server';
import type { ChatClientOptions } from '../options.ts';

/** The way between one client and a service in this process, with a switch in it. */
export interface SwitchableNetwork {
  readonly options: Pick<ChatClientOptions, 'fetch' | 'webSocket'>;
  /** Ends all sockets and refuses requests, as a pulled cable does. */
  cut(): void;
  /** Lets everything through again, to another service if one is given. */
  heal(service?: ChatService): void;
  /** Paths of the requests that went through, in order. */
  readonly requests: readonly string[];
}

export function createSwitchableNetwork(first: ChatService): SwitchableNetwork {
  let service = first;
  let isUp = true;
  const sockets = new Set<ReturnType<ChatService['webSocket']>>();
  const requests: string[] = [];
  return {
    requests,
    options: {
      async fetch(input, init) {
        if (!isUp) throw new TypeError('Failed to fetch');
        const request = new Request(input, init);
        requests.push(`${request.method} ${new URL(request.url).pathname}`);
        return await service.fetch(request);
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
      for (const socket of sockets) socket.close();
      sockets.clear();
    },
    heal(next = service) {
      service = next;
      isUp = true;
    },
  };
}
