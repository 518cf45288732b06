import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatService } from '../chat-service-options.ts';
import type { ChatStorage } from '../storage/chat-storage.ts';
import { createMemoryStorage } from '../storage/memory-storage.ts';
import { createAttachmentCaller } from '../test-support/attachment-caller.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import type { ManualTime } from '../test-support/manual-time.ts';
import { setScene } from '../test-support/scene.ts';
import type { Scene } from '../test-support/scene.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

let time: ManualTime;
let storage: ChatStorage;
let services: ChatService[];
let scene: Scene;
let failures: unknown[];
beforeEach(async () => {
  time = createManualTime();
  storage = createMemoryStorage();
  services = [];
  failures = [];
  scene = await setScene(await start());
});
afterEach(async () => {
  for (const service of services) await service.close();
});

/** Starts one more service on the storage. */
async function start(): Promise<ChatService> {
  const service = await createChatService({
    storage,
    clock: time.clock,
    schedule: time.schedule,
    onError: (error) => failures.push(error),
  });
  services.push(service);
  return service;
}

async function attach(): Promise<string> {
  const { fetch } = services[0] ?? (await start());
  const { token } = await scene.addPerson('ada');
  return (await createAttachmentCaller(fetch).upload(token, scene.threadId)).body.id;
}

async function isStored(attachmentId: string): Promise<boolean> {
  const stream = await storage.attachments.read(attachmentId);
  await stream?.cancel();
  return stream !== undefined;
}

const countRemovals = async (): Promise<number> =>
  (await storage.read((tx) => tx.listAttachmentRemovalsDue(Number.MAX_SAFE_INTEGER, 999))).length;

/** Lets sweeps take place until it is so. */
const waitUntil = (check: () => Promise<boolean>): Promise<void> =>
  vi.waitFor(async () => {
    time.advance(minuteMs);
    expect(await check()).toBe(true);
  });

test('the files of a thread that somebody deletes are removed, all of them and no others', async () => {
  const ids = [await attach(), await attach()];
  const created = await scene.ada.call('POST', '/chat/threads', { topic: 'Other' });
  const { token } = scene.ada;
  const other = created.body.chatThread.id;
  const caller = createAttachmentCaller((await start()).fetch);
  const kept = (await caller.upload(token, other)).body.id;
  await scene.ada.call('DELETE', `/chat/threads/${scene.threadId}`);
  for (const id of ids) await waitUntil(async () => !(await isStored(id)));
  await waitUntil(async () => (await countRemovals()) === 0);
  expect(await isStored(kept)).toBe(true);
});

test('the files of a thread whose time has come are removed with it', async () => {
  const retentionPolicy = { kind: 'threadCreationDate', deleteThreadAfterDays: 30 };
  await scene.ada.call('PATCH', `/chat/threads/${scene.threadId}`, { retentionPolicy });
  const id = await attach();
  time.advance(29 * dayMs);
  expect(await isStored(id)).toBe(true);
  time.advance(dayMs);
  await waitUntil(async () => !(await isStored(id)));
});

test('more files than fit into one round are removed too', async () => {
  await storage.transaction(async (tx) => {
    for (let count = 0; count < 120; count++) {
      await tx.putAttachmentRemoval({ attachmentId: `${count}`.padStart(32, '0'), dueAt: 0 });
    }
  });
  expect(await countRemovals()).toBe(120);
  await waitUntil(async () => (await countRemovals()) === 0);
});

describe('bytes of an upload whose process ended before its row was stored', () => {
  const id = '0123456789abcdef0123456789abcdef';
  beforeEach(async () => {
    const dueAt = time.clock.now() + 60 * minuteMs;
    await storage.transaction((tx) => tx.putAttachmentRemoval({ attachmentId: id, dueAt }));
    await storage.attachments.write(
      id,
      (async function* () {
        yield new Uint8Array(3);
      })(),
    );
  });

  test('are removed once the hour is over, and an upload that ended well stays', async () => {
    const whole = await attach();
    time.advance(59 * minuteMs);
    expect(await isStored(id)).toBe(true);
    await waitUntil(async () => !(await isStored(id)));
    time.advance(dayMs);
    await waitUntil(async () => (await countRemovals()) === 0);
    expect(await isStored(whole)).toBe(true);
  });
});

test('a file that cannot be removed is reported, holds up no other, and is tried again', async () => {
  const ids = [await attach(), await attach()];
  const [stuck = ''] = ids;
  const { remove } = storage.attachments;
  let isBroken = true;
  Object.assign(storage.attachments, {
    remove: async (id: string) => {
      if (isBroken && id === stuck) throw new Error('stuck');
      await remove(id);
    },
  });
  await scene.ada.call('DELETE', `/chat/threads/${scene.threadId}`);
  await waitUntil(async () => !(await isStored(ids[1] ?? '')));
  expect(await isStored(stuck)).toBe(true);
  expect(failures).toEqual([new Error('stuck')]);
  isBroken = false;
  time.advance(60 * minuteMs);
  await waitUntil(async () => !(await isStored(stuck)));
});

test('two services on one storage remove each file, whoever is first', async () => {
  await start();
  const id = await attach();
  await scene.ada.call('DELETE', `/chat/threads/${scene.threadId}`);
  await waitUntil(async () => !(await isStored(id)) && (await countRemovals()) === 0);
  expect(failures).toEqual([]);
});
