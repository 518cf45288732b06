import { expect, test, vi } from 'vitest';
import { createHurriedClock } from '../../test-support/hurried-clock.ts';
import { createNetworkScene } from '../../test-support/network-scene.ts';

const patience = { timeout: 8_000, interval: 20 };
const send = /^POST .*\/messages\?/;

test(
  'a message of somebody who was removed and has not heard of it fails for good, keeps its text, and is not tried again',
  { timeout: 15_000 },
  async () => {
    const clock = createHurriedClock(20);
    const { ada, grace, threadId, stored } = await createNetworkScene({ clock });
    await grace.session.send(threadId, { content: 'Welcome' }).settled;
    await vi.waitFor(() => expect(ada.texts()).toEqual(['Welcome']), patience);
    ada.proxy.setFaults([{ do: 'drop-frame', match: /participantsRemoved/ }]);
    await grace.session.removeParticipant(threadId, ada.userId);

    const { settled } = ada.session.send(threadId, { content: 'Am I still here?' });
    await expect(settled).rejects.toMatchObject({ code: 'forbidden' });
    expect(ada.rows().at(-1)).toMatchObject({
      content: 'Am I still here?',
      sendState: 'failed',
      failure: { code: 'forbidden' },
    });
    // What was said before stays readable.
    expect(ada.texts()).toContain('Welcome');
    // A minute by the session's clock.
    await new Promise<void>((resolve) => clock.setTimeout(resolve, 60_000));
    expect(ada.requests.filter((request) => send.test(request))).toHaveLength(1);
    expect(await stored()).toEqual(['Welcome']);
  },
);

test(
  'somebody who was removed and added again while she was offline is back, with what was said meanwhile and with what she has typed',
  { timeout: 15_000 },
  async () => {
    const clock = createHurriedClock(10);
    const { ada, grace, threadId, stored } = await createNetworkScene({ clock });
    await grace.session.send(threadId, { content: 'Before' }).settled;
    ada.proxy.setFaults([{ do: 'refuse' }]);
    ada.proxy.cut();
    await ada.become('reconnecting');
    await grace.session.removeParticipant(threadId, ada.userId);
    const { settled } = ada.session.send(threadId, { content: 'Typed offline' });
    await grace.session.send(threadId, { content: 'Without her' }).settled;
    await grace.session.addParticipants(threadId, [{ userId: ada.userId, displayName: 'Ada' }]);
    await grace.session.send(threadId, { content: 'With her' }).settled;
    ada.proxy.setFaults([]);
    await ada.become('live');
    await settled;
    const all = ['Before', 'Without her', 'With her', 'Typed offline'];
    await vi.waitFor(() => expect(ada.texts()).toEqual(all), patience);
    expect(await stored()).toEqual(all);
    await ada.session.send(threadId, { content: 'Back' }).settled;
    await vi.waitFor(() => expect(grace.texts()).toEqual([...all, 'Back']), patience);
  },
);

test(
  'a message to a thread that was deleted meanwhile fails for good and keeps its text',
  { timeout: 15_000 },
  async () => {
    const clock = createHurriedClock(20);
    const { ada, grace, threadId } = await createNetworkScene({ clock });
    const unheard = { do: 'drop-frame', match: /chatThreadDeleted/ } as const;
    ada.proxy.setFaults([unheard, { do: 'freeze' }]);
    ada.proxy.freeze();
    const { settled } = ada.session.send(threadId, { content: 'Too late' });
    await grace.session.deleteThread(threadId);
    ada.proxy.setFaults([unheard]);
    ada.proxy.thaw();
    await expect(settled).rejects.toMatchObject({ code: 'gone' });
    expect(ada.rows()).toMatchObject([
      { content: 'Too late', sendState: 'failed', failure: { code: 'gone' } },
    ]);
    await expect(ada.session.loadMessages(threadId)).rejects.toMatchObject({ statusCode: 404 });
    await new Promise<void>((resolve) => clock.setTimeout(resolve, 60_000));
    expect(ada.requests.filter((request) => send.test(request))).toHaveLength(1);
  },
);
