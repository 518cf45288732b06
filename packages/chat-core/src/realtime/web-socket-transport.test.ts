import { describe, expect, test } from 'vitest';

import { createMessageFrame, type ScriptedTransport } from '../test-support/scripted-transport.ts';
import { setTransportScene } from '../test-support/transport-scene.ts';

const { create, createConnected } = setTransportScene();

function contents({ heard }: ScriptedTransport): unknown[] {
  return heard.events.map((event) => 'message' in event.payload && event.payload.message);
}

function deliver(scripted: ScriptedTransport, ...frames: unknown[]): void {
  for (const frame of frames) scripted.newestSocket().send(frame);
  scripted.newestSocket().flushToClient();
}

describe('events', () => {
  test('events arrive in order, and an offset that was heard before is left out', async () => {
    const scripted = await createConnected();
    deliver(
      scripted,
      createMessageFrame(1, 'one'),
      createMessageFrame(2, 'two'),
      createMessageFrame(2, 'two again'),
      createMessageFrame(1, 'one again'),
      createMessageFrame(5, 'five'),
    );
    expect(contents(scripted)).toEqual(['one', 'two', 'five']);
  });

  test('an event of an unknown name is ignored, and its offset is kept', async () => {
    const scripted = await createConnected();
    deliver(scripted, { type: 'event', offset: 9, event: 'confettiThrown', data: {} });
    expect(scripted.heard.events).toEqual([]);
    expect(scripted.heard.decodeErrors).toEqual([]);
    scripted.newestSocket().cut();
    await scripted.clock.advance(1_000);
    expect(await scripted.welcome({ recovered: true, offset: 9 })).toMatchObject({
      resume: { epoch: 'epoch-1', offset: 9 },
    });
  });

  test('an event that is not in the protocol is reported, and the next one arrives', async () => {
    const scripted = await createConnected();
    deliver(
      scripted,
      { type: 'event', offset: 1, event: 'chatMessageReceived', data: { threadId: 7 } },
      '{ not JSON',
      { type: 'event', offset: 'two' },
      createMessageFrame(3, 'three'),
    );
    expect(contents(scripted)).toEqual(['three']);
    expect(scripted.heard.decodeErrors.map((error) => error.code)).toEqual([
      'invalid-response',
      'invalid-response',
      'invalid-response',
    ]);
  });

  test('an event before "ready" is reported and not given out', async () => {
    const scripted = create();
    void scripted.transport.start().catch(() => {});
    await scripted.clock.settle();
    scripted.newestSocket().open();
    deliver(scripted, createMessageFrame(1, 'too early'));
    expect(scripted.heard.events).toEqual([]);
    expect(scripted.heard.decodeErrors).toHaveLength(1);
  });

  test('a replay that begins before the client stopped is not given out twice', async () => {
    const scripted = await createConnected();
    deliver(scripted, createMessageFrame(1, 'one'), createMessageFrame(2, 'two'));
    scripted.newestSocket().cut();
    await scripted.clock.advance(1_000);
    await scripted.welcome({ recovered: true, offset: 0 });
    deliver(scripted, createMessageFrame(2, 'two'), createMessageFrame(3, 'three'));
    expect(contents(scripted)).toEqual(['one', 'two', 'three']);
    expect(scripted.heard.connected).toEqual([false, true]);
  });

  test('a new log starts from its own offset', async () => {
    const scripted = await createConnected();
    deliver(scripted, createMessageFrame(40, 'forty'));
    scripted.newestSocket().cut();
    await scripted.clock.advance(1_000);
    await scripted.welcome({ epoch: 'epoch-2', recovered: false, offset: 0 });
    deliver(scripted, createMessageFrame(1, 'one of the new log'));
    expect(contents(scripted)).toEqual(['forty', 'one of the new log']);
    expect(scripted.heard.connected).toEqual([false, false]);
  });
});

describe('staying connected', () => {
  test('a ping is answered with a pong', async () => {
    const scripted = await createConnected();
    deliver(scripted, { type: 'ping' });
    expect(scripted.newestSocket().flushToService()).toEqual([{ type: 'pong' }]);
  });

  test('after 60 seconds of silence the socket is closed and a new one resumes', async () => {
    const scripted = await createConnected();
    await scripted.clock.advance(50_000);
    deliver(scripted, { type: 'ping' });
    await scripted.clock.advance(59_000);
    expect(scripted.sockets).toHaveLength(1);
    const silent = scripted.newestSocket();
    await scripted.clock.advance(2_000);
    expect(silent.clientCloseCode).toBeDefined();
    expect(scripted.heard.disconnected).toEqual([
      { reason: 'network', message: expect.stringContaining('60 seconds') },
    ]);
    expect(scripted.sockets).toHaveLength(2);
    expect(await scripted.welcome({ recovered: true })).toMatchObject({
      resume: { epoch: 'epoch-1', offset: 0 },
    });
  });

  test('what an old socket still delivers is ignored', async () => {
    const scripted = await createConnected();
    const old = scripted.newestSocket();
    old.send(createMessageFrame(1, 'late'));
    await scripted.clock.advance(62_000);
    await scripted.welcome({ recovered: true });
    old.flushToClient();
    old.close(1000);
    expect(scripted.heard.events).toEqual([]);
    expect(scripted.heard.disconnected).toHaveLength(1);
    expect(scripted.sockets).toHaveLength(2);
  });

  test('a socket that never becomes ready is given up after 15 seconds', async () => {
    const scripted = create();
    const started = scripted.transport.start();
    await scripted.clock.advance(15_000);
    expect(scripted.newestSocket().clientCloseCode).toBeDefined();
    await scripted.clock.advance(1_000);
    expect(scripted.sockets).toHaveLength(2);
    await scripted.welcome();
    await expect(started).resolves.toBeUndefined();
  });

  test('waits between attempts double from 1 second to 30', async () => {
    const scripted = await createConnected({ random: 1 });
    const waits: number[] = [];
    for (let loss = 0; loss < 7; loss += 1) {
      const lostAt = scripted.clock.now();
      const count = scripted.sockets.length;
      scripted.newestSocket().cut();
      while (scripted.sockets.length === count) await scripted.clock.advance(500);
      waits.push(scripted.clock.now() - lostAt);
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  test('a connection that breaks half a second after each attempt is made again after longer and longer waits', async () => {
    const scripted = await createConnected({ random: 0.5 });
    for (let passed = 0; passed < 60_000; passed += 500) {
      scripted.newestSocket().cut();
      await scripted.clock.advance(500);
    }
    expect(scripted.sockets.length).toBeGreaterThan(4);
    expect(scripted.sockets.length).toBeLessThanOrEqual(12);
  });

  test('a connection that held for 30 seconds begins with short waits again', async () => {
    const scripted = await createConnected({ random: 1 });
    for (const wait of [1_000, 2_000, 4_000]) {
      scripted.newestSocket().cut();
      await scripted.clock.advance(wait);
    }
    await scripted.welcome({ recovered: true });
    await scripted.clock.advance(30_000);
    scripted.newestSocket().cut();
    await scripted.clock.advance(1_000);
    expect(scripted.sockets).toHaveLength(5);
  });

  test('when the network is back, a waiting client connects at once', async () => {
    const scripted = await createConnected({ random: 1 });
    scripted.newestSocket().cut();
    await scripted.clock.settle();
    expect(scripted.sockets).toHaveLength(1);
    scripted.goOnline();
    await scripted.clock.settle();
    expect(scripted.sockets).toHaveLength(2);
    await scripted.welcome({ recovered: true });
    await scripted.clock.advance(5_000);
    expect(scripted.sockets).toHaveLength(2);
  });

  test('news of the network leave a connection that is there alone', async () => {
    const scripted = await createConnected();
    scripted.goOnline();
    await scripted.clock.settle();
    expect(scripted.sockets).toHaveLength(1);
    expect(scripted.heard.disconnected).toEqual([]);
  });

  test.each([1012, 1013, 4400, 4408])(
    'after a close with %i the client comes back',
    async (code) => {
      const scripted = await createConnected();
      scripted.newestSocket().close(code);
      await scripted.clock.advance(1_000);
      expect(scripted.heard.disconnected).toEqual([
        { reason: 'network', message: expect.stringContaining(String(code)) },
      ]);
      expect(await scripted.welcome({ recovered: true })).toHaveProperty('resume');
    },
  );

  test('a protocol version that is not spoken ends the transport', async () => {
    const scripted = create();
    const started = scripted.transport.start();
    const refused = expect(started).rejects.toMatchObject({ code: 'realtime-unavailable' });
    await scripted.clock.settle();
    scripted.newestSocket().open();
    scripted.newestSocket().close(4409);
    await refused;
  });
});

describe('stopping', () => {
  test('a stop closes the socket, and nothing is heard afterwards', async () => {
    const scripted = await createConnected();
    const socket = scripted.newestSocket();
    socket.send(createMessageFrame(1, 'late'));
    scripted.transport.stop();
    socket.flushToClient();
    expect(socket.clientCloseCode).toBe(1000);
    expect(scripted.heard.events).toEqual([]);
    expect(scripted.heard.disconnected).toEqual([]);
  });

  test('a stop during the start rejects the start', async () => {
    const scripted = create();
    const started = scripted.transport.start();
    const aborted = expect(started).rejects.toMatchObject({ name: 'AbortError', code: 'aborted' });
    scripted.transport.stop();
    await aborted;
    await scripted.clock.settle();
    expect(scripted.sockets).toHaveLength(0);
  });

  test('a stop while the client waits to come back leaves no timer', async () => {
    const scripted = await createConnected();
    scripted.newestSocket().cut();
    await scripted.clock.settle();
    scripted.transport.stop();
    await scripted.clock.advance(60_000);
    expect(scripted.sockets).toHaveLength(1);
  });
});
