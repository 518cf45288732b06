import { expect, test, vi } from 'vitest';
import { createRequestBudget } from '../request-budget.ts';
import { defaultReliability } from '../reliability.ts';
import { createRepeat } from '../retries.ts';
import { createMemoryStore } from '../storage/memory-database.ts';
import { openLiveThread } from '../../test-support/open-thread.ts';
import { endScenes, type SyncScene } from '../../test-support/sync-scene.ts';
import { createThreadActions, type ThreadActions } from './thread-actions.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });
endScenes();

interface Act {
  (actions: ThreadActions): Promise<unknown>;
}

/** Ada acts; the answer comes only after what others do meanwhile has been heard. */
async function actOvertaken(
  scene: SyncScene,
  act: Act,
  meanwhile: () => Promise<unknown>,
): Promise<void> {
  const { client, userId, clock, sync } = scene;
  const random = { next: () => 0.5, createUuid: () => crypto.randomUUID() };
  const abortSignal = new AbortController().signal;
  const budget = createRequestBudget(clock, defaultReliability);
  const actions = createThreadActions({
    client,
    userId,
    displayName: 'Ada',
    abortSignal,
    repeat: createRepeat({ clock, random, config: defaultReliability, budget }, abortSignal),
    random,
    clock,
    learn: sync.hear,
    change: sync.change,
    requireUse: async () => {},
    database: async () => createMemoryStore().open(),
    canSend: () => true,
    reportError: (error) => expect(error).toBeUndefined(),
    refresh: () => {},
    leave: sync.leave,
  });
  let answer = (): void => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  let isStored = false;
  scene.respond = async (request, pass) => {
    const response = await pass();
    if (!request.startsWith('GET')) {
      isStored = true;
      await held;
    }
    return response;
  };
  const done = act(actions);
  await scene.advanceUntil(() => expect(isStored).toBe(true), 10);
  await meanwhile();
  await clock.advance(500);
  answer();
  await done;
}

const names = (scene: SyncScene): unknown =>
  scene.thread().participants?.map(({ displayName }) => displayName);

test('a topic that somebody has set after the own one, and that was heard before the answer, stays', async () => {
  const scene = await openLiveThread();
  await actOvertaken(
    scene,
    (actions) => actions.updateTopic(scene.threadId, 'Mine'),
    () => scene.grace.updateTopic('Hers'),
  );
  expect(scene.thread().topic).toBe('Hers');
});

test('an own topic shows with the answer, though its event is lost', async () => {
  const scene = await openLiveThread();
  scene.service.setFaults({ rules: [{ where: 'realtime', fault: 'drop' }] });
  await actOvertaken(
    scene,
    (actions) => actions.updateTopic(scene.threadId, 'Mine'),
    () => scene.say('Unheard'),
  );
  expect(scene.thread().topic).toBe('Mine');
});

test('somebody whom others have removed again before the answer came is not shown', async () => {
  const scene = await openLiveThread();
  await scene.sync.loadParticipants(scene.threadId);
  const before = names(scene);
  const { userId } = await scene.service.createUser('Linus');
  await actOvertaken(
    scene,
    (actions) => actions.addParticipants(scene.threadId, [{ userId, displayName: 'Linus' }]),
    () => scene.grace.removeParticipant({ communicationUserId: userId }),
  );
  expect(names(scene)).toEqual(before);
});

test('somebody whom others have taken in again before the answer came is shown', async () => {
  const scene = await openLiveThread();
  const { userId } = await scene.service.createUser('Linus');
  const participants = [{ id: { communicationUserId: userId }, displayName: 'Linus' }];
  await scene.grace.addParticipants({ participants });
  await scene.sync.loadParticipants(scene.threadId);
  await actOvertaken(
    scene,
    (actions) => actions.removeParticipant(scene.threadId, userId),
    () => scene.grace.addParticipants({ participants }),
  );
  expect(names(scene)).toContain('Linus');
});

test('the topic that somebody gives to a new thread before its creation is answered stays', async () => {
  const scene = await openLiveThread();
  let created = '';
  await actOvertaken(
    scene,
    async (actions) => {
      ({ threadId: created } = await actions.createThread({
        topic: 'Mine',
        participants: [{ userId: scene.graceId }],
      }));
    },
    async () => {
      const id = scene.state().threadIds.find((one) => one !== scene.threadId) ?? '';
      await scene.graceClient.getChatThreadClient(id).updateTopic('Hers');
    },
  );
  expect(scene.thread(created).topic).toBe('Hers');
});
