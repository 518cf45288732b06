import { expect, vi } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatService, ChatServiceOptions } from '../chat-service-options.ts';
import type { WebSocketLike } from '../realtime/web-socket-like.ts';
import { createManualTime } from './manual-time.ts';
import type { ManualTime } from './manual-time.ts';
import { createOfficialSteps } from './official-steps.ts';
import { setScene } from './scene.ts';
import type { Scene, ScenePerson } from './scene.ts';

/** A socket of the official client's kind, with everything that came and how it ended. */
export interface OfficialSocket {
  readonly socket: WebSocketLike;
  readonly packets: readonly string[];
  readonly codes: readonly number[];
  /** The requests in the packets. */
  readonly pushes: readonly OfficialPush[];
}

/** A request that carries an event; `body` is JSON text. */
export interface OfficialPush {
  readonly id: number;
  readonly body: string;
}

/** Two people in one thread of a service, on a clock of its own. */
export interface OfficialScene extends Scene {
  readonly time: ManualTime;
  readonly service: ChatService;
  /** The address of a socket, found as the client finds it. */
  findSocket(person: ScenePerson): Promise<string>;
  /** Opens the socket at this address. */
  listen(url: string): OfficialSocket;
  /** Does both, and waits until the client is told that it is connected. */
  connect(person: ScenePerson): Promise<OfficialSocket>;
  /** Ada writes a message. Resolves to its id. */
  send(content: string): Promise<string>;
}

/** Where the service of the scene is reached. */
export const sceneEndpoint = 'http://localhost';

/** Sets the scene. */
export async function setOfficialScene(
  options: ChatServiceOptions = {},
  time: ManualTime = createManualTime(),
): Promise<OfficialScene> {
  const { clock, schedule } = time;
  const service = await createChatService({ clock, schedule, ...options });
  const people = await setScene(service);
  const official: OfficialScene = {
    ...people,
    time,
    service,
    findSocket: (person) =>
      createOfficialSteps(service.fetch, sceneEndpoint, person.token).findSocket(),
    listen: (url) => listenTo(service.webSocket(url), time),
    connect: async (person) => {
      const opened = official.listen(await official.findSocket(person));
      await vi.waitFor(() => expect(opened.packets).toHaveLength(2));
      return opened;
    },
    send: async (content) => {
      const path = `/chat/threads/${people.threadId}/messages`;
      return (await people.ada.call('POST', path, { content })).body.id;
    },
  };
  return official;
}

/** Writes down what comes through a socket in the page, and opens it. */
export function listenTo(socket: WebSocketLike, time: ManualTime): OfficialSocket {
  const packets: string[] = [];
  const codes: number[] = [];
  socket.addEventListener('message', ({ data }) => packets.push(String(data)));
  socket.addEventListener('close', ({ code }) => codes.push(code));
  time.advance(0);
  return {
    socket,
    packets,
    codes,
    get pushes() {
      return packets
        .filter((packet) => packet.startsWith('3:::'))
        .map((packet) => JSON.parse(packet.slice(4)));
    },
  };
}

/** Waits until the socket has ended with this code. */
export async function expectClosed({ codes }: OfficialSocket, code: number): Promise<void> {
  await vi.waitFor(() => expect(codes).toEqual([code]));
}
