import { expect, test } from 'vitest';
import { ChatClientError } from '../errors.ts';
import { createManualClock } from '../test-support/manual-clock.ts';
import { createReceiptSender } from './receipt-sender.ts';

function createBench(answer: () => Promise<void> = async () => {}) {
  const clock = createManualClock();
  const sent: string[] = [];
  const receipts = createReceiptSender(clock, (_threadId, messageId) => {
    sent.push(messageId);
    return answer();
  });
  return { clock, sent, receipts };
}

test('a receipt never goes back', async () => {
  const { clock, sent, receipts } = createBench();
  expect(receipts.markRead('t', '105')).toBe(true);
  expect(receipts.markRead('t', '103')).toBe(false);
  expect(receipts.markRead('t', '105')).toBe(false);
  await clock.advance(60_000);
  expect(sent).toEqual(['105']);
});

test('of many receipts only the first and the newest leave, 2.5 s apart', async () => {
  const { clock, sent, receipts } = createBench();
  for (let id = 101; id <= 120; id += 1) receipts.markRead('t', String(id));
  await clock.advance(2_400);
  expect(sent).toEqual(['101']);
  await clock.advance(200);
  expect(sent).toEqual(['101', '120']);
});

test('what the service knows already is not sent again', async () => {
  const { clock, sent, receipts } = createBench();
  receipts.noteKnown('t', '105');
  expect(receipts.markRead('t', '105')).toBe(false);
  expect(receipts.markRead('t', '106')).toBe(true);
  await clock.advance(60_000);
  expect(sent).toEqual(['106']);
});

test('a receipt that was lost is sent again, one that was refused is not', async () => {
  const answers = [refusal(), refusal(503), refusal(403)];
  const { clock, sent, receipts } = createBench(() => Promise.reject(answers.shift()));
  receipts.markRead('t', '101');
  await clock.advance(60_000);
  expect(sent).toEqual(['101', '101', '101']);
});

test('a receipt that keeps failing is sent less and less often', async () => {
  const { clock, sent, receipts } = createBench(() => Promise.reject(refusal(401)));
  receipts.markRead('t', '101');
  await clock.advance(600_000);
  expect(sent.length).toBeGreaterThan(5);
  expect(sent.length).toBeLessThan(15);
});

function refusal(statusCode?: number): ChatClientError {
  return new ChatClientError({
    code: 'refused',
    operation: 'sendReadReceipt',
    message: 'No.',
    ...(statusCode !== undefined && { statusCode }),
  });
}

test('disposing leaves no timer', async () => {
  const { clock, receipts } = createBench();
  receipts.markRead('t', '101');
  await clock.settle();
  receipts.dispose();
  expect(clock.pendingTimers).toBe(0);
});
