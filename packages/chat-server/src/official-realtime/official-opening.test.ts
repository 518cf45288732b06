import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createChatService } from '../chat-service.ts';
import { closeCodes } from '../realtime/frames.ts';
import { createMemoryStorage } from '../storage/memory-storage.ts';
import { revokeTokensOf } from '../test-support/call-identity.ts';
import {
  expectClosed,
  listenTo,
  sceneEndpoint,
  setOfficialScene,
} from '../test-support/official-scene.ts';
import type { OfficialScene } from '../test-support/official-scene.ts';
import { createOfficialSteps, endpointId } from '../test-support/official-steps.ts';

const connectedPacket = '5:::{"name":"trouter.connected","args":[{"ttl":86400,"dur":0}]}';

let scene: OfficialScene;
beforeEach(async () => {
  scene = await setOfficialScene();
});

describe('opening a socket', () => {
  test('the client is told that it is connected, and for how long', async () => {
    const { packets } = await scene.connect(scene.ada);
    expect(packets).toEqual(['1::', connectedPacket]);
  });

  test('a session opens one socket only', async () => {
    const url = await scene.findSocket(scene.ada);
    const first = scene.listen(url);
    await vi.waitFor(() => expect(first.packets).toHaveLength(2));
    const second = scene.listen(url);
    await expectClosed(second, closeCodes.unauthorized);
    expect(second.packets).toEqual([]);
    expect(first.codes).toEqual([]);
  });

  test('a session opens one socket only, also at another process with the same storage', async () => {
    const storage = createMemoryStorage();
    scene = await setOfficialScene({ storage });
    const { clock, schedule } = scene.time;
    const other = await createChatService({ clock, schedule, storage });
    const url = await scene.findSocket(scene.ada);
    const first = listenTo(other.webSocket(url), scene.time);
    await vi.waitFor(() => expect(first.packets).toEqual(['1::', connectedPacket]));
    await expectClosed(scene.listen(url), closeCodes.unauthorized);
  });

  test('a session that is 30 s old opens no socket', async () => {
    const url = await scene.findSocket(scene.ada);
    scene.time.advance(30_000);
    await expectClosed(scene.listen(url), closeCodes.unauthorized);
  });

  test('a session opens no socket for another client', async () => {
    const url = await scene.findSocket(scene.ada);
    await expectClosed(scene.listen(url.replace(endpointId, 'other')), closeCodes.unauthorized);
  });

  test('a session opens no socket once the tokens of the user were revoked', async () => {
    const url = await scene.findSocket(scene.ada);
    await revokeTokensOf(scene.service, scene.time.clock.now(), scene.ada.userId);
    await expectClosed(scene.listen(url), closeCodes.unauthorized);
  });

  test('a failure of the storage closes the socket and is told to whoever runs the service', async () => {
    const storage = createMemoryStorage();
    const onError = vi.fn<(error: unknown) => void>();
    let isBroken = false;
    const transaction: typeof storage.transaction = async (work) => {
      if (isBroken) throw new Error('The disk is gone.');
      return await storage.transaction(work);
    };
    scene = await setOfficialScene({ onError, storage: { ...storage, transaction } });
    const url = await scene.findSocket(scene.ada);
    isBroken = true;
    await expectClosed(scene.listen(url), closeCodes.failed);
    expect(onError).toHaveBeenCalledExactlyOnceWith(new Error('The disk is gone.'), {});
  });

  test('a service with 1,000 sockets, of whatever protocol, takes no more', async () => {
    const kept = await scene.findSocket(scene.ada);
    for (let count = 0; count < 1_000; count++) scene.service.webSocket('ws://localhost/realtime');
    scene.time.advance(0);
    const steps = createOfficialSteps(scene.service.fetch, sceneEndpoint, scene.ada.token);
    const { connectparams } = await (await steps.allocate()).json();
    expect((await steps.shakeHands(connectparams)).status).toBe(503);
    await expectClosed(scene.listen(kept), closeCodes.overloaded);
  });

  test('the eleventh socket of one user is refused at the handshake, and its session opens none', async () => {
    const kept = await scene.findSocket(scene.ada);
    for (let count = 0; count < 10; count++) await scene.connect(scene.ada);
    const steps = createOfficialSteps(scene.service.fetch, sceneEndpoint, scene.ada.token);
    const { connectparams } = await (await steps.allocate()).json();
    expect((await steps.shakeHands(connectparams)).status).toBe(503);
    await expectClosed(scene.listen(kept), closeCodes.overloaded);
    await scene.connect(scene.grace);
  });
});

test('the address of a socket is refused to pages of other origins and under other hosts', async () => {
  const url = new URL(await scene.findSocket(scene.ada));
  expect(scene.service.acceptUpgrade(url, 'https://evil.example')).toBeUndefined();
  expect(
    scene.service.acceptUpgrade(
      new URL(`ws://evil.example${url.pathname}${url.search}`),
      undefined,
    ),
  ).toBeUndefined();
  expect(
    scene.service.acceptUpgrade(new URL('ws://localhost/socket.io/1/'), undefined),
  ).toBeUndefined();
  expect(scene.service.acceptUpgrade(url, 'http://localhost:3000')).toBeTypeOf('function');
});
