import { expect, test } from 'vitest';
import { createLedger } from './ledger.ts';

test('a message is delivered when every listener has it, and each delivery counts with its own time', async () => {
  let now = 100;
  const ledger = createLedger(2, () => now);
  const delivered = ledger.send(1);
  now = 103;
  ledger.receive(1, 1);
  expect(ledger.missing).toBe(1);
  now = 107;
  ledger.receive(0, 1);
  await delivered;
  expect(ledger.missing).toBe(0);
  expect(ledger.takeLatencies()).toEqual([3, 7]);
  expect(ledger.takeLatencies()).toEqual([]);
});

test('a delivery that comes twice is counted as doubled, before and after everybody has the message', () => {
  const ledger = createLedger(2, () => 0);
  void ledger.send(1);
  ledger.receive(0, 1);
  ledger.receive(0, 1);
  expect(ledger).toMatchObject({ doubled: 1, missing: 1 });
  ledger.receive(1, 1);
  ledger.receive(1, 1);
  expect(ledger).toMatchObject({ doubled: 2, missing: 0 });
});

test('what never comes stays missing', () => {
  const ledger = createLedger(3, () => 0);
  void ledger.send(1);
  void ledger.send(2);
  for (const listener of [0, 1, 2]) ledger.receive(listener, 2);
  expect(ledger.missing).toBe(3);
});
