import { describe, expect, test } from 'vitest';
import { createOutboxStage, outgoing } from '../../test-support/outbox-stage.ts';
import { refusal } from '../../test-support/scripted-chat.ts';

const pending = { 'confab.attachments': JSON.stringify([{ url: 'confab-upload:u1', name: 'a' }]) };
const stored = JSON.stringify([{ url: 'https://files.example/1', name: 'a' }]);

describe('a message with files', () => {
  test('leaves with their addresses, and only then', async () => {
    const stage = createOutboxStage();
    let finish = (): void => {};
    stage.chat.storeFiles = () =>
      new Promise((resolve) => (finish = () => resolve({ attachments: stored })));
    const { outbox, last } = await stage.openTab();
    void outbox.enqueue(outgoing('first', { metadata: pending }));
    await stage.clock.settle();
    expect(last('first')).toMatchObject({ sendState: 'queued', waitsFor: 'upload' });
    await stage.clock.advance(3_600_000);
    expect(stage.sent()).toEqual([]);
    finish();
    await stage.clock.settle();
    expect(stage.sent()[0]?.message?.metadata).toMatchObject({ 'confab.attachments': stored });
    expect(stage.stored('first')?.attempts).toBe(1);
  });

  test('whose files cannot be stored because the code for it does not load waits until it does', async () => {
    const stage = createOutboxStage();
    let calls = 0;
    stage.chat.storeFiles = async () => {
      calls += 1;
      if (calls < 3) throw new Error('The code did not load.');
      return { attachments: stored };
    };
    const { outbox } = await stage.openTab();
    void outbox.enqueue(outgoing('first', { metadata: pending }));
    await stage.clock.advance(10_000);
    expect(calls).toBe(3);
    expect(stage.sent()).toHaveLength(1);
  });

  test('that is taken back meanwhile is not sent, and the next one is', async () => {
    const stage = createOutboxStage();
    stage.chat.storeFiles = () => new Promise(() => {});
    const { outbox } = await stage.openTab();
    void outbox.enqueue(outgoing('first', { metadata: pending }));
    void outbox.enqueue(outgoing('second'));
    await stage.clock.settle();
    expect(outbox.discard('first')).toBe(true);
    await stage.clock.settle();
    expect(stage.sent().map(({ message }) => message?.clientMessageId)).toEqual(['second']);
  });

  test('that has failed for another reason is sent again with the same files', async () => {
    const stage = createOutboxStage();
    stage.chat.storeFiles = async () => ({ attachments: stored });
    const { outbox } = await stage.openTab();
    void outbox.enqueue(outgoing('first', { metadata: pending }));
    await stage.clock.settle();
    stage.sent()[0]?.refuse(refusal(403));
    await stage.clock.settle();
    stage.chat.storeFiles = () => Promise.reject(new Error('They are stored.'));
    void outbox.retry('first');
    await stage.clock.settle();
    expect(stage.sent()[1]?.message?.metadata).toMatchObject({ 'confab.attachments': stored });
  });
});
