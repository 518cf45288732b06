import { Agent, request } from 'node:http';
import type { FrameSocket } from './frame-socket.ts';
import { openFrameSocket } from './frame-socket.ts';
import type { Ledger } from './ledger.ts';
import { createLedger } from './ledger.ts';

/** A place to speak in, with its listeners: one thread of a chat service, or all sockets of the floor. */
export interface Room {
  readonly name: string;
  readonly ledger: Ledger;
  /** Sends one message. Resolves when the server has answered and every listener has the message. */
  send(): Promise<void>;
  /** @throws {Error} When a socket was closed or a message was refused. */
  assertWhole(): void;
  /** Drops idle connections, which a server closes sooner or later, perhaps under the next message. */
  rest(): void;
  close(): void;
}

/** How a room's messages and sockets are made. */
export interface RoomOptions {
  readonly name: string;
  /** Address that a message is posted to. */
  readonly postUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly socketUrl: string;
  /** One entry for each listener: the first text that its socket sends, if it has to send any. */
  readonly greetings: readonly (string | undefined)[];
}

/** What is sent: a mark to tell messages apart, and text for a message of usual length. */
const filler = 'The quick brown fox jumps over the lazy dog. '.repeat(5);
const markSign = '@@';
const markDigits = 8;

/** Opens the sockets of a room and waits until each of them is ready for messages. */
export async function openRoom(options: RoomOptions): Promise<Room> {
  const { name, greetings } = options;
  const ledger = createLedger(greetings.length, () => performance.now());
  const troubles: string[] = [];
  const sockets: FrameSocket[] = [];
  for (const [listener, greeting] of greetings.entries()) {
    let isReady = (): void => {};
    const ready = new Promise<void>((resolve) => (isReady = resolve));
    const socket = await openFrameSocket(
      options.socketUrl,
      (text) => {
        const mark = readMark(text);
        if (mark !== undefined) return ledger.receive(listener, mark);
        if (text.includes('"ping"')) return socket.send('{"type":"pong"}');
        if (text.includes('"ready"')) isReady();
      },
      (code) => troubles.push(`socket ${listener} was closed with ${code ?? 'no code'}`),
    );
    sockets.push(socket);
    if (greeting === undefined) continue;
    socket.send(greeting);
    await ready;
  }
  const agent = new Agent({ keepAlive: true });
  let lastMark = 0;
  return {
    name,
    ledger,
    send: async () => {
      lastMark += 1;
      const mark = `${markSign}${String(lastMark).padStart(markDigits, '0')}`;
      const body = JSON.stringify({ content: `${mark} ${filler}`, senderDisplayName: 'Ada' });
      const delivered = ledger.send(lastMark);
      const answer = await post(options, agent, body);
      if (answer === 201) await delivered;
      else troubles.push(`a message was answered with ${answer}`);
    },
    assertWhole: () => {
      if (troubles.length > 0) {
        throw new Error(
          `${name} failed, so its figures mean nothing: ${troubles.slice(0, 5).join('; ')}.`,
        );
      }
    },
    rest: () => agent.destroy(),
    close: () => {
      agent.destroy();
      for (const socket of sockets) socket.close();
    },
  };
}

/** The number of the message in a frame, wherever the server put the text. */
function readMark(text: Buffer): number | undefined {
  const at = text.indexOf(markSign);
  if (at === -1) return undefined;
  const start = at + markSign.length;
  return Number(text.toString('latin1', start, start + markDigits));
}

/** The status of the answer, or what went wrong instead. */
function post(
  options: RoomOptions,
  agent: Agent,
  body: string,
): Promise<number | string | undefined> {
  const headers = {
    ...options.headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve) => {
    const call = request(options.postUrl, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    });
    call.on('error', (error) => resolve(error.message));
    call.end(body);
  });
}
