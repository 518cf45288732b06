import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatService } from '../chat-service-options.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import { setScene } from '../test-support/scene.ts';
import type { Scene } from '../test-support/scene.ts';
import { createSocketReader } from '../test-support/socket-reader.ts';
import type { SocketFrame, SocketReader } from '../test-support/socket-reader.ts';
import type { RealtimeFault } from './chat-faults.ts';

const time = createManualTime();
let service: ChatService;
let scene: Scene;
let reader: SocketReader;

beforeEach(async () => {
  service = await createChatService({ clock: time.clock, schedule: time.schedule });
  scene = await setScene(service);
  reader = await signIn();
});

afterEach(() => service.close());

async function signIn(): Promise<SocketReader> {
  const signedIn = createSocketReader(service.webSocket('ws://localhost/realtime'));
  time.advance(0);
  await signedIn.send({ type: 'hello', protocol: 1, token: scene.grace.token });
  expect((await signedIn.next()).type).toBe('ready');
  return signedIn;
}

/** Lets the fault strike the next message event and no other. */
function troubleMessages(fault: RealtimeFault): void {
  service.setFaults({
    rules: [{ where: 'realtime', events: ['chatMessageReceived'], times: 1, ...fault }],
  });
}

async function send(content: string): Promise<void> {
  await scene.ada.call('POST', `/chat/threads/${scene.threadId}/messages`, { content });
}

const textOf = (frame: SocketFrame): string => frame.data.message.content.message;
const nextText = async (): Promise<string> => textOf(await reader.next());

describe('an event', () => {
  test('that is dropped is missing, and the next one comes', async () => {
    troubleMessages({ fault: 'drop' });
    await send('a');
    await send('b');
    expect(await nextText()).toBe('b');
  });

  test('that is duplicated comes twice with one offset', async () => {
    troubleMessages({ fault: 'duplicate' });
    await send('a');
    await send('b');
    const [first, second] = [await reader.next(), await reader.next()];
    expect([textOf(first), second.offset]).toEqual(['a', first.offset]);
    expect(await nextText()).toBe('b');
  });

  test('that is reordered comes after the next one', async () => {
    troubleMessages({ fault: 'reorder' });
    await send('a');
    await send('b');
    await send('c');
    expect([await nextText(), await nextText(), await nextText()]).toEqual(['b', 'a', 'c']);
  });

  test('that is delayed holds back what follows on its socket, in order', async () => {
    troubleMessages({ fault: 'delay', ms: 300 });
    await send('a');
    await send('b');
    const other = await signIn();
    await send('c');
    expect(textOf(await other.next())).toBe('c');
    time.advance(299);
    expect(reader.waiting).toEqual([]);
    time.advance(1);
    expect([await nextText(), await nextText(), await nextText()]).toEqual(['a', 'b', 'c']);
  });

  test('of another kind is left alone', async () => {
    troubleMessages({ fault: 'drop' });
    await scene.ada.call('POST', `/chat/threads/${scene.threadId}/typing`, {});
    expect((await reader.next()).event).toBe('typingIndicatorReceived');
  });
});

describe('a socket', () => {
  test('that is cut ends without a close frame, and resumes with what it missed', async () => {
    reader.close();
    const before = createSocketReader(service.webSocket('ws://localhost/realtime'));
    time.advance(0);
    await before.send({ type: 'hello', protocol: 1, token: scene.grace.token });
    const { epoch, offset } = await before.next();
    troubleMessages({ fault: 'cut' });
    await send('a');
    expect(await before.closed).toBe(1006);

    const after = createSocketReader(service.webSocket('ws://localhost/realtime'));
    time.advance(0);
    const resume = { epoch, offset };
    await after.send({ type: 'hello', protocol: 1, token: scene.grace.token, resume });
    expect(await after.next()).toMatchObject({ type: 'ready', recovered: true });
    expect(textOf(await after.next())).toBe('a');
  });

  test('that is half-open is silent in both directions and is not closed', async () => {
    troubleMessages({ fault: 'half-open' });
    let isClosed = false;
    void reader.closed.then(() => (isClosed = true));
    await send('a');
    await send('b');
    await reader.send({ type: 'nonsense' });
    const other = await signIn();
    time.advance(120_000);
    expect((await other.next()).type).toBe('ping');
    expect(reader.waiting).toEqual([]);
    expect(isClosed).toBe(false);
    reader.close();
    expect(await reader.closed).toBe(1005);
  });

  test('that is half-open breaks when the service closes', async () => {
    troubleMessages({ fault: 'half-open' });
    await send('a');
    await service.close();
    expect(await reader.closed).toBe(1006);
  });

  test('whose events are held back learns all of them before the service closes', async () => {
    troubleMessages({ fault: 'delay', ms: 60_000 });
    await send('a');
    await service.close();
    expect(await nextText()).toBe('a');
    expect(await reader.closed).toBe(1012);
  });
});

test('the same seed and the same traffic lose the same events', async () => {
  const run = async (): Promise<string[]> => {
    service.setFaults({
      seed: 5,
      rules: [{ where: 'realtime', fault: 'drop', probability: 0.5 }],
    });
    for (let index = 0; index < 20; index++) await send(`${index}`);
    service.setFaults({ rules: [] });
    await send('end');
    const seen: string[] = [];
    do seen.push(await nextText());
    while (seen.at(-1) !== 'end');
    return seen;
  };
  const first = await run();
  expect(first.length).toBeGreaterThan(3);
  expect(first.length).toBeLessThan(18);
  expect(await run()).toEqual(first);
});
