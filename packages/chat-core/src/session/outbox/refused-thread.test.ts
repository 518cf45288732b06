import { describe, expect, test, vi } from 'vitest';
import { createOutboxStage, openWithSending, outgoing } from '../../test-support/outbox-stage.ts';
import { lostAnswer, refusal } from '../../test-support/scripted-chat.ts';
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
      await expect(settled).rejects.toMatchObject({ cause: { statusCode } });
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

describe('a message that was stored although its answer was lost, and cannot be looked for since', () => {
  test.each([[true], [false]])(
    'is shown once and says what it was edited to, when it is sent again later (idempotent: %s)',
    async (isIdempotent) => {
      const { outbox, sent, clock, chat, settled } = await openWithSending(isIdempotent);
      settled.catch(() => {});
      sent()[0]?.commit();
      chat.readError = refusal(403);
      sent()[0]?.refuse(lostAnswer());
      await clock.advance(3_000);
      sent()[1]?.refuse(refusal(403));
      await clock.advance(60_000);
      await expect(settled).rejects.toMatchObject({ code: 'forbidden' });
      chat.readError = undefined;
      await outbox.edit('t', 'mine', { content: 'edited' });
      const again = outbox.retry('mine');
      await clock.settle();
      expect(sent().at(-1)?.message?.content).toBe('mine');
      outbox.observe(sent().at(-1)!.accept());
      await again;
      await clock.settle();
      outbox.observe(sent('edit')[0]!.accept());
      for (const message of chat.messages) outbox.observe(message);
      await clock.settle();
      if (!isIdempotent) outbox.observe(sent('edit')[1]!.accept());
      await clock.advance(1_000);
      sent('remove')[0]?.accept();
      await clock.advance(60_000);
      const standing = chat.messages.filter(({ deletedAt }) => deletedAt === undefined);
      expect(standing.map(({ content }) => content)).toEqual(['edited']);
    },
  );
});
