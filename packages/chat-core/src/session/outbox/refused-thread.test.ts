import { describe, expect, test, vi } from 'vitest';
import { createOutboxStage, outgoing } from '../../test-support/outbox-stage.ts';
import { refusal } from '../../test-support/scripted-chat.ts';
import { createTwoPeople } from '../../test-support/two-people.ts';
import type { ChatEvent } from '../chat-event.ts';

describe('a message that the service refuses', () => {
  test.each([
    [403, ['t']],
    [404, ['t']],
    [400, []],
    [413, []],
  ])('with %i has the thread looked for: %j', async (status, rechecked) => {
    const { openTab, sent, clock, chat } = createOutboxStage();
    const { outbox } = await openTab();
    outbox.enqueue(outgoing('mine')).catch(() => {});
    await clock.settle();
    sent()[0]?.refuse(refusal(status));
    await clock.advance(60_000);
    expect(chat.rechecked).toEqual(rechecked);
  });

  test.each([
    ['removed', 403, 'somebody who was removed'],
    ['gone', 404, 'somebody whose thread was deleted'],
  ])(
    'shows the thread as %s after a %i, to %s and has heard nothing of it',
    async (reason, statusCode) => {
      const scene = await createTwoPeople();
      const { ada, grace, threadId } = scene;
      await grace.session.stop();
      const events: ChatEvent[] = [];
      grace.session.subscribe((batch) => events.push(...batch));
      if (reason === 'removed') await ada.session.removeParticipant(threadId, grace.session.userId);
      else await ada.session.deleteThread(threadId);
      const { settled } = grace.session.send(threadId, { content: 'Hello' });
      await expect(settled).rejects.toMatchObject({ statusCode });
      await vi.waitFor(() =>
        expect(events).toContainEqual({ type: 'thread-removed', threadId, reason }),
      );
      expect(events).toContainEqual(
        expect.objectContaining({ type: 'outgoing-changed', sendState: 'failed' }),
      );
      await scene.end();
    },
  );
});
