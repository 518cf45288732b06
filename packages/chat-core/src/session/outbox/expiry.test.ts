import { describe, expect, test } from 'vitest';
import { openWithSending, openWithSent } from '../../test-support/outbox-stage.ts';
import { lostAnswer, refusal } from '../../test-support/scripted-chat.ts';
import type { ReliabilityConfig } from '../reliability.ts';

const awayMs = 25 * 3_600_000;
const away: Partial<ReliabilityConfig> = { outboxScanMs: 1e9, offlineLookMs: 1e9 };

/** The answer is lost as the network goes, which is back after a day. */
async function beAwayForADay({
  world,
  sent,
  clock,
  outbox,
}: Awaited<ReturnType<typeof openWithSending>>): Promise<void> {
  world.isOnline = false;
  sent()[0]?.refuse(lostAnswer());
  await clock.advance(awayMs);
  world.isOnline = true;
  outbox.resume();
  await clock.advance(1_000);
}

describe('a message', () => {
  test('fails as expired when it was tried for too long and is surely not stored', async () => {
    const { sent, clock, last, settled } = await openWithSending(false, { sendExpiryMs: 300_000 });
    for (let count = 0; count < 12; count += 1) {
      sent().at(-1)?.refuse(lostAnswer());
      await clock.advance(30_000);
    }
    await expect(settled).rejects.toMatchObject({ code: 'expired' });
    expect(last('mine')).toMatchObject({ sendState: 'failed', failure: { code: 'expired' } });
    const tries = sent().length;
    await clock.advance(600_000);
    expect(sent()).toHaveLength(tries);
  });

  test('is looked for when it was repeated for too long, because it may be stored', async () => {
    const { sent, clock, settled, states } = await openWithSending(true, { sendExpiryMs: 300_000 });
    sent()[0]?.commit();
    for (let count = 0; count < 12; count += 1) {
      sent().at(-1)?.refuse(lostAnswer());
      await clock.advance(60_000);
    }
    expect(await settled).toBe('101');
    expect(states('mine')).not.toContain('failed');
  });

  test('does not expire for days without a network', async () => {
    const { sent, clock, world, outbox, settled } = await openWithSending(true, {
      outboxScanMs: 1e9,
      offlineLookMs: 1e9,
    });
    sent()[0]?.refuse(refusal(429, 1_000));
    await clock.settle();
    world.isOnline = false;
    await clock.advance(200_000_000);
    world.isOnline = true;
    outbox.resume();
    await clock.settle();
    sent()[1]?.accept();
    expect(await settled).toBe('101');
  });

  test.each([[true], [false]])(
    'whose answer was lost as the network went is sent again when that is back after a day (idempotent: %s)',
    async (isIdempotent) => {
      const stage = await openWithSending(isIdempotent, away);
      const { sent, settled, chat } = stage;
      await beAwayForADay(stage);
      expect(chat.reads.find).toBeGreaterThan(0);
      expect(sent()).toHaveLength(2);
      sent()[1]?.accept();
      expect(await settled).toBe('101');
    },
  );

  test('whose answer was lost with the page is sent again by one that is opened after a day', async () => {
    const { sent, clock, outbox, openTab, last } = await openWithSending(true, away);
    outbox.dispose();
    await clock.advance(awayMs);
    const next = await openTab();
    await clock.advance(1_000);
    expect(sent()).toHaveLength(2);
    sent()[1]?.accept();
    await clock.settle();
    expect(next.last('mine')).toMatchObject({ sendState: 'sent' });
    expect(last('mine')).not.toMatchObject({ sendState: 'failed' });
  });

  test('waits on when the service asks for it as soon as the network is back after a day', async () => {
    const stage = await openWithSending(false, away);
    const { sent, clock, settled, last } = stage;
    await beAwayForADay(stage);
    sent()[1]?.refuse(refusal(429, 1_000));
    await clock.settle();
    expect(last('mine')).toMatchObject({ sendState: 'queued' });
    await clock.advance(3_000);
    sent()[2]?.accept();
    expect(await settled).toBe('101');
  });

  test('that is not taken then either fails as expired', async () => {
    const stage = await openWithSending(false, away);
    const { sent, clock, settled } = stage;
    await beAwayForADay(stage);
    sent()[1]?.refuse(lostAnswer());
    await clock.advance(60_000);
    await expect(settled).rejects.toMatchObject({ code: 'expired' });
    expect(sent()).toHaveLength(2);
  });
});

test('an edit whose answer was lost as the network went is made when that is back after a day', async () => {
  const { outbox, id, sent, clock, world, chat } = await openWithSent(away);
  const edited = outbox.edit('t', id, { content: 'second' });
  await clock.settle();
  world.isOnline = false;
  sent('edit')[0]?.refuse(lostAnswer());
  await clock.advance(awayMs);
  world.isOnline = true;
  outbox.resume();
  await clock.advance(60_000);
  sent('edit')[1]?.accept();
  await clock.advance(5_000);
  await edited;
  expect(chat.messages[0]?.content).toBe('second');
});
