import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createChatService } from '../chat-service.ts';
import { createLocalFanOut } from '../realtime/fan-out.ts';
import { closeCodes } from '../realtime/frames.ts';
import { createMemoryStorage } from '../storage/memory-storage.ts';
import { revokeTokensOf } from '../test-support/call-identity.ts';
import { expectClosed, listenTo, setOfficialScene } from '../test-support/official-scene.ts';
import type { OfficialScene } from '../test-support/official-scene.ts';
import { endpointId } from '../test-support/official-steps.ts';

let scene: OfficialScene;
beforeEach(async () => {
  scene = await setOfficialScene();
});

describe('events', () => {
  test('are pushed to everybody in the thread, the sender included, in order', async () => {
    const ada = await scene.connect(scene.ada);
    const grace = await scene.connect(scene.grace);
    const ids = [await scene.send('One'), await scene.send('Two')];
    for (const [heard, { userId }] of [
      [ada, scene.ada],
      [grace, scene.grace],
    ] as const) {
      await vi.waitFor(() => expect(heard.pushes).toHaveLength(2));
      expect(heard.pushes[0]).toMatchObject({
        id: 1,
        method: 'POST',
        url: `/v4/f/${endpointId}/`,
        headers: { 'MS-CV': expect.any(String) },
      });
      const bodies = heard.pushes.map(({ body }) => JSON.parse(body));
      expect(bodies).toMatchObject([
        { eventId: 200, messageId: ids[0], messageBody: 'One', recipientMri: userId },
        { eventId: 200, messageId: ids[1], messageBody: 'Two', recipientMri: userId },
      ]);
    }
  });

  test('of one process reach a socket of another that shares the storage', async () => {
    const [storage, fanOut] = [createMemoryStorage(), createLocalFanOut()];
    scene = await setOfficialScene({ storage, fanOut });
    const { clock, schedule } = scene.time;
    const other = await createChatService({ clock, schedule, storage, fanOut });
    const url = await scene.findSocket(scene.grace);
    const heard = listenTo(other.webSocket(url), scene.time);
    await vi.waitFor(() => expect(heard.packets).toHaveLength(2));
    await scene.send('Hi');
    await vi.waitFor(() => expect(heard.pushes).toHaveLength(1));
    expect(JSON.parse(heard.pushes[0]?.body ?? '{}')).toMatchObject({ messageBody: 'Hi' });
  });

  test('end for somebody who was removed', async () => {
    const heard = await scene.connect(scene.grace);
    const remaining = await scene.connect(scene.ada);
    const identifier = { rawId: scene.grace.userId };
    await scene.ada.call(
      'POST',
      `/chat/threads/${scene.threadId}/participants/:remove`,
      identifier,
    );
    await scene.send('Unheard');
    await vi.waitFor(() => expect(remaining.pushes).toHaveLength(2));
    expect(heard.pushes).toHaveLength(1);
    expect(JSON.parse(heard.pushes[0]?.body ?? '{}')).toMatchObject({ eventId: 261 });
  });
});

describe('staying', () => {
  test('the client’s activity and pings are answered', async () => {
    const { socket, packets } = await scene.connect(scene.ada);
    socket.send('5:1+::{"name":"user.activity","args":[{"state":"active","cv":"x.1"}]}');
    socket.send('5:2+::{"name":"ping"}');
    await vi.waitFor(() => expect(packets.slice(2)).toEqual(['6:::1+[]', '6:::2+["pong"]']));
  });

  test('a client that answers heartbeats stays, one that is silent for 60 s is closed', async () => {
    const heard = await scene.connect(scene.ada);
    for (let count = 0; count < 4; count++) {
      scene.time.advance(25_000);
      heard.socket.send('2::');
      await Promise.resolve();
    }
    expect(heard.codes).toEqual([]);
    await vi.waitFor(() => expect(heard.packets.slice(2)).toEqual(['2::', '2::', '2::', '2::']));
    scene.time.advance(75_000);
    await expectClosed(heard, closeCodes.silent);
  });

  test('a socket ends when its token ends', async () => {
    const heard = await scene.connect(scene.ada);
    for (let passed = 0; passed < 24 * 60 * 60; passed += 50) {
      expect(heard.codes).toEqual([]);
      scene.time.advance(50_000);
      heard.socket.send('2::');
      await Promise.resolve();
    }
    await expectClosed(heard, closeCodes.unauthorized);
  });

  test('a socket ends when the user’s tokens are revoked', async () => {
    const heard = await scene.connect(scene.ada);
    await revokeTokensOf(scene.service, scene.time.clock.now(), scene.ada.userId);
    await expectClosed(heard, closeCodes.unauthorized);
  });

  test('a client that says goodbye is let go', async () => {
    const heard = await scene.connect(scene.ada);
    heard.socket.send('0::');
    await expectClosed(heard, 1000);
  });

  test('a service that closes says that it restarts', async () => {
    const heard = await scene.connect(scene.ada);
    await scene.service.close();
    await expectClosed(heard, closeCodes.restarting);
  });
});

describe('a client that does not keep the rules is closed', () => {
  test.each([
    ['text that is not socket.io', 'hello'],
    ['a frame over 16 KiB', `3:::${'x'.repeat(16 * 1024)}`],
  ])('for %s', async (_name, text) => {
    const heard = await scene.connect(scene.ada);
    heard.socket.send(text);
    await expectClosed(heard, closeCodes.badFrame);
  });

  test('for more than 20 frames a second, besides the answers that it was asked for', async () => {
    const heard = await scene.connect(scene.grace);
    for (let count = 0; count < 30; count++) await scene.send('Hi');
    await vi.waitFor(() => expect(heard.pushes).toHaveLength(30));
    for (let count = 0; count < 30; count++) {
      heard.socket.send(`3:::{"id":${count + 1},"status":200,"headers":{},"body":""}`);
      heard.socket.send(`5:${count + 1}+::{"name":"ping"}`);
    }
    for (let count = 0; count < 20; count++) heard.socket.send('2::');
    await vi.waitFor(() => expect(heard.packets.at(-1)).toBe('6:::30+["pong"]'));
    expect(heard.codes).toEqual([]);
    heard.socket.send('2::');
    await expectClosed(heard, closeCodes.overloaded);
  });

  test('for reading too slowly, before much waits for it', async () => {
    let waiting = 0;
    const closed = vi.fn<(code: number, reason: string) => void>();
    const url = new URL(await scene.findSocket(scene.grace));
    scene.service.acceptUpgrade(
      url,
      undefined,
    )?.({
      send: (text) => {
        waiting += text.length;
      },
      close: closed,
      cut: () => undefined,
      bufferedAmount: () => waiting,
    });
    await vi.waitFor(() => expect(waiting).toBeGreaterThan(0));
    for (let count = 0; count < 45; count++) await scene.send('x'.repeat(25_000));
    await vi.waitFor(() => expect(closed).toHaveBeenCalledWith(closeCodes.overloaded, 'TooSlow'));
    expect(waiting).toBeLessThan(1024 * 1024 + 64 * 1024);
  });
});
