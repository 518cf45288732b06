import { describe, expect, test } from 'vitest';
import { ChatClientError } from '../../errors.ts';
import { createOutboxStage, openWithSent, outgoing } from '../../test-support/outbox-stage.ts';
import { lostAnswer, refusal } from '../../test-support/scripted-chat.ts';

const mark = { 'confab.clientMessageId': 'elsewhere' };

/** The service has a message that another device of the user has sent and this one has not loaded. */
async function openWithForeign() {
  const stage = createOutboxStage();
  const message = { ...outgoing('elsewhere'), ordinal: 1, metadata: { ...mark, tone: 'warm' } };
  void stage.chat.service.send(message, true);
  stage.sent()[0]?.commit();
  const tab = await stage.openTab();
  return { ...stage, ...tab };
}

describe('an edit of a message that is not loaded here', () => {
  test('repeats what the service keeps with the message', async () => {
    const { outbox, sent, clock, chat } = await openWithForeign();
    void outbox.edit('t', '101', { content: 'edited' });
    await clock.settle();
    expect(chat.reads.read).toBe(1);
    expect(sent('edit')[0]?.edit).toEqual({
      content: 'edited',
      metadata: { ...mark, tone: 'warm' },
    });
  });

  test('keeps the mark of the message when it brings other metadata', async () => {
    const { outbox, sent, clock } = await openWithForeign();
    void outbox.edit('t', '101', { content: 'edited', metadata: { tone: 'cold' } });
    await clock.settle();
    expect(sent('edit')[0]?.edit?.metadata).toEqual({ ...mark, tone: 'cold' });
  });

  test('waits until the message can be read', async () => {
    const { outbox, sent, clock, chat } = await openWithForeign();
    chat.readError = lostAnswer();
    void outbox.edit('t', '101', { content: 'edited' });
    await clock.advance(5_000);
    expect(sent('edit')).toEqual([]);
    chat.readError = undefined;
    await clock.advance(60_000);
    expect(sent('edit')).toHaveLength(1);
  });

  test.each([
    ['is deleted', 'message-deleted'],
    ['may not be read', 'forbidden'],
  ])('is refused when the message %s', async (_what, code) => {
    const { outbox, sent, clock, chat, events } = await openWithForeign();
    if (code === 'forbidden') chat.readError = refusal(403);
    else chat.remove('101');
    const edited = outbox.edit('t', '101', { content: 'edited' });
    await clock.settle();
    await expect(edited).rejects.toBeInstanceOf(ChatClientError);
    expect(events.at(-1)).toMatchObject({ type: 'change-failed', failure: { code } });
    expect(sent('edit')).toEqual([]);
  });
});

test('an edit that may have been made does not say that the message is as it was, when it cannot be read any more', async () => {
  const { outbox, id, sent, clock, chat } = await openWithSent();
  const edited = outbox.edit('t', id, { content: 'second' });
  await clock.settle();
  sent('edit')[0]?.commit();
  chat.readError = refusal(403);
  sent('edit')[0]?.refuse(lostAnswer());
  await clock.advance(5_000);
  await expect(edited).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('not known whether it was changed'),
  });
});
