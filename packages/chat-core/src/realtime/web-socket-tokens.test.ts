import { describe, expect, test } from 'vitest';

import { createMessageFrame, type ScriptedTransport } from '../test-support/scripted-transport.ts';
import { setTransportScene } from '../test-support/transport-scene.ts';

const { create, createConnected } = setTransportScene();

function deliver(scripted: ScriptedTransport, ...frames: unknown[]): void {
  for (const frame of frames) scripted.newestSocket().send(frame);
  scripted.newestSocket().flushToClient();
}

describe('tokens', () => {
  test('a refused token is replaced once, and the client comes back at once', async () => {
    const scripted = create({ getToken: (count) => `token-${count}` });
    const started = scripted.transport.start();
    await scripted.clock.settle();
    scripted.newestSocket().open();
    scripted.newestSocket().close(4401);
    expect(await scripted.welcome()).toMatchObject({ token: 'token-1' });
    await started;
    expect(scripted.tokenRequests).toEqual([{}, { forceRefresh: true }]);
  });

  test('when the replacement is refused too, the transport gives up', async () => {
    const scripted = create({ getToken: (count) => `token-${count}` });
    const started = scripted.transport.start();
    const refused = expect(started).rejects.toMatchObject({ code: 'unauthorized' });
    for (let count = 0; count < 2; count += 1) {
      await scripted.clock.settle();
      scripted.newestSocket().open();
      scripted.newestSocket().close(4401);
    }
    await refused;
    expect(scripted.sockets).toHaveLength(2);
  });

  test('a user who is signed out while connected is told so', async () => {
    const scripted = await createConnected();
    scripted.newestSocket().close(4401);
    await scripted.clock.settle();
    expect(scripted.heard.disconnected.map((event) => event.reason)).toEqual([
      'network',
      'unauthorized',
    ]);
    await scripted.clock.advance(60_000);
    expect(scripted.sockets).toHaveLength(1);
  });

  test('two minutes before the end a newer token is sent over the open socket', async () => {
    const scripted = create({ getToken: (count) => `token-${count}` });
    void scripted.transport.start();
    const hour = 3_600_000;
    await scripted.welcome({ expiresOn: new Date(scripted.clock.now() + hour).toISOString() });
    for (let passed = 0; passed < hour - 120_000; passed += 30_000) {
      deliver(scripted, { type: 'ping' });
      scripted.newestSocket().flushToService();
      await scripted.clock.advance(30_000);
    }
    expect(scripted.newestSocket().flushToService()).toEqual([{ type: 'renew', token: 'token-1' }]);
    expect(scripted.sockets).toHaveLength(1);
  });

  test('a credential that cannot be asked just now is asked again later', async () => {
    const scripted = create({
      getToken: (count) => (count < 2 ? Promise.reject(new Error('offline')) : 'token-2'),
    });
    const started = scripted.transport.start();
    await scripted.clock.advance(1_000);
    await scripted.clock.advance(2_000);
    expect(await scripted.welcome()).toMatchObject({ token: 'token-2' });
    await started;
  });

  test('a connection that is ended because its token has run out comes back with a new one, and goes on where it was', async () => {
    const scripted = await createConnected({ getToken: (count) => `token-${count}` });
    deliver(scripted, createMessageFrame(1, 'one'));
    scripted.newestSocket().close(4401);
    await scripted.clock.settle();
    expect(await scripted.welcome({ recovered: true, offset: 1 })).toMatchObject({
      token: 'token-1',
      resume: { epoch: 'epoch-1', offset: 1 },
    });
    expect(scripted.tokenRequests).toEqual([{}, { forceRefresh: true }]);
    expect(scripted.heard.connected).toEqual([false, true]);
  });
});
