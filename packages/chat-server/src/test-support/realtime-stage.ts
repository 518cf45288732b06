import { createChatService } from '../chat-service.ts';
import type { ChatService, ChatServiceOptions } from '../chat-service-options.ts';
import { createManualTime } from './manual-time.ts';
import type { ManualTime } from './manual-time.ts';
import { setScene } from './scene.ts';
import type { Scene, ScenePerson } from './scene.ts';
import { createSocketReader } from './socket-reader.ts';
import type { SocketFrame, SocketReader } from './socket-reader.ts';

/** A socket that has said hello, and what it was answered. */
export interface SignedIn {
  readonly reader: SocketReader;
  readonly ready: SocketFrame;
}

/** A service in manual time, the scene in it, and sockets of its people. */
export interface RealtimeStage {
  readonly time: ManualTime;
  readonly service: ChatService;
  readonly scene: Scene;
  /** Path of the messages of the scene's thread. */
  readonly messages: string;
  /** A socket that has said nothing yet. */
  openSocket(): SocketReader;
  signIn(person: ScenePerson, resume?: object): Promise<SignedIn>;
  /** Sends a message as ada. Resolves to its id. */
  send(content: string): Promise<string>;
  /** Lets time pass in steps that a living client survives. */
  keepAlive(reader: SocketReader, ms: number): Promise<void>;
}

/** Sets the stage with a service of its own. */
export async function createRealtimeStage(
  options: ChatServiceOptions = {},
): Promise<RealtimeStage> {
  const time = createManualTime();
  const service = await createChatService({
    clock: time.clock,
    schedule: time.schedule,
    ...options,
  });
  const scene = await setScene(service);
  const messages = `/chat/threads/${scene.threadId}/messages`;
  const openSocket = (): SocketReader => {
    const reader = createSocketReader(service.webSocket('ws://localhost/realtime'));
    time.advance(0);
    return reader;
  };
  return {
    time,
    service,
    scene,
    messages,
    openSocket,
    signIn: async ({ token }, resume) => {
      const reader = openSocket();
      await reader.send({ type: 'hello', protocol: 1, token, ...(resume && { resume }) });
      return { reader, ready: await reader.next() };
    },
    send: async (content) => (await scene.ada.call('POST', messages, { content })).body.id,
    keepAlive: async (reader, ms) => {
      for (let passed = 0; passed < ms; passed += 25_000) {
        time.advance(Math.min(25_000, ms - passed));
        await reader.send({ type: 'pong' });
        await Promise.resolve();
      }
    },
  };
}
