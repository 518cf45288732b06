import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createRealtimeStage } from '../test-support/realtime-stage.ts';
import type { RealtimeStage } from '../test-support/realtime-stage.ts';
import { createSocketReader, nextButPing } from '../test-support/socket-reader.ts';

let stage: RealtimeStage;
beforeEach(async () => {
  stage = await createRealtimeStage();
});

describe('opening', () => {
  test.each([
    ['no JSON', '{', 4400],
    ['no known frame', { type: 'hallo' }, 4400],
    ['a hello without a token', { type: 'hello', protocol: 1 }, 4400],
    [
      'a resume point that is none',
      { type: 'hello', protocol: 1, token: 'x', resume: { epoch: 1 } },
      4400,
    ],
    ['a frame that comes too early', { type: 'pong' }, 4400],
    ['a frame over 16 KiB', 'x'.repeat(16 * 1024 + 1), 4400],
    ['another protocol version', { type: 'hello', protocol: 2, token: 'x' }, 4409],
  ])('%s is told so and the socket closes', async (_name, frame, code) => {
    const reader = stage.openSocket();
    await reader.send(frame);
    expect(await reader.next()).toMatchObject({ type: 'error', message: expect.any(String) });
    expect(await reader.closed).toBe(code);
  });

  test('a client that says nothing for 5 seconds is closed', async () => {
    const { time, openSocket } = stage;
    const reader = openSocket();
    time.advance(5_000);
    expect(await reader.closed).toBe(4408);
  });

  test('a second hello is refused', async () => {
    const { scene, signIn } = stage;
    const { reader } = await signIn(scene.ada);
    await reader.send({ type: 'hello', protocol: 1, token: scene.ada.token });
    expect(await reader.next()).toMatchObject({ type: 'error', code: 'BadFrame' });
    expect(await reader.closed).toBe(4400);
  });

  test('the eleventh socket of one user is refused', async () => {
    const { scene, openSocket, signIn } = stage;
    for (let index = 0; index < 10; index++) await signIn(scene.ada);
    const reader = openSocket();
    await reader.send({ type: 'hello', protocol: 1, token: scene.ada.token });
    expect(await reader.closed).toBe(1013);
    expect((await signIn(scene.grace)).ready.type).toBe('ready');
  });

  test('the eleventh socket of one user is refused, also when all come at once', async () => {
    const { scene, openSocket } = stage;
    const readers = Array.from({ length: 15 }, openSocket);
    const hello = { type: 'hello', protocol: 1, token: scene.ada.token };
    await Promise.all(readers.map((reader) => reader.send(hello)));
    const answers = await Promise.all(readers.map((reader) => reader.next()));
    expect(answers.filter(({ type }) => type === 'ready')).toHaveLength(10);
  });

  test('a socket to another path fails as one to a dead server does', async () => {
    const { time, service } = stage;
    const reader = createSocketReader(service.webSocket('ws://localhost/elsewhere'));
    time.advance(0);
    expect(await reader.closed).toBe(1006);
  });
});

describe('staying', () => {
  test('a client that answers pings stays, one that does not is closed after 60 seconds', async () => {
    const { time, scene, signIn, send } = stage;
    const [quiet, lively] = [await signIn(scene.ada), await signIn(scene.grace)];
    for (let index = 0; index < 4; index++) {
      time.advance(25_000);
      expect(await lively.reader.next()).toEqual({ type: 'ping' });
      await lively.reader.send({ type: 'pong' });
      await Promise.resolve();
    }
    expect(await quiet.reader.closed).toBe(4408);
    await send('Still there?');
    expect(await lively.reader.next()).toMatchObject({ event: 'chatMessageReceived' });
  });

  test('an expired token closes the socket', async () => {
    const { scene, signIn, keepAlive } = stage;
    const { reader } = await signIn(scene.ada);
    await keepAlive(reader, 24 * 60 * 60 * 1000);
    expect(await reader.closed).toBe(4401);
  });

  test('a renewed token keeps it open', async () => {
    const { service, scene, messages, signIn, keepAlive } = stage;
    const { reader } = await signIn(scene.ada);
    await keepAlive(reader, 60 * 60 * 1000);
    const { token } = await service.createUser('ada');
    await reader.send({ type: 'renew', token });
    expect(await nextButPing(reader)).toEqual({
      type: 'renewed',
      expiresOn: '2026-01-06T10:00:00.0000000Z',
    });
    await keepAlive(reader, 23.5 * 60 * 60 * 1000);
    const ada = await scene.addPerson('ada');
    await ada.call('POST', messages, { content: 'Still there?' });
    expect(await nextButPing(reader)).toMatchObject({ event: 'chatMessageReceived' });
  });

  test('another user’s token does not renew', async () => {
    const { scene, signIn } = stage;
    const { reader } = await signIn(scene.ada);
    await reader.send({ type: 'renew', token: scene.grace.token });
    expect(await reader.next()).toMatchObject({ type: 'error', code: 'Unauthorized' });
    expect(await reader.closed).toBe(4401);
  });

  test('a client that reads too slowly is closed before much waits for it', async () => {
    const { service, scene, send } = stage;
    let waiting = 0;
    const closed = vi.fn<(code: number) => void>();
    const peer = service.acceptUpgrade(
      new URL('ws://localhost/realtime'),
      undefined,
    )?.({
      send: (text) => {
        waiting += text.length;
      },
      close: closed,
      cut: () => undefined,
      bufferedAmount: () => waiting,
    });
    peer?.receive(JSON.stringify({ type: 'hello', protocol: 1, token: scene.grace.token }));
    await vi.waitFor(() => expect(waiting).toBeGreaterThan(0));
    for (let index = 0; index < 45; index++) await send('x'.repeat(25_000));
    await vi.waitFor(() => expect(closed).toHaveBeenCalledWith(1013, 'TooSlow'));
    expect(waiting).toBeLessThan(1024 * 1024 + 64 * 1024);
  });

  test('a client that sends more than 20 frames a second is closed, one that keeps below is not', async () => {
    const { time, scene, signIn } = stage;
    const { reader } = await signIn(scene.ada);
    for (let second = 0; second < 3; second++) {
      for (let count = 0; count < 19; count++) await reader.send({ type: 'pong' });
      await Promise.resolve();
      time.advance(1_000);
    }
    for (let count = 0; count < 21; count++) await reader.send({ type: 'pong' });
    expect(await reader.next()).toMatchObject({ type: 'error', code: 'TooManyFrames' });
    expect(await reader.closed).toBe(1013);
  });

  test('a service that closes says that it restarts', async () => {
    const { service, scene, signIn } = stage;
    const { reader } = await signIn(scene.ada);
    await service.close();
    expect(await reader.closed).toBe(1012);
  });
});
