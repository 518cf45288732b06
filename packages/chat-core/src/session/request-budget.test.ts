import { expect, test } from 'vitest';
import { createManualClock } from '../test-support/manual-clock.ts';
import { createRequestBudget } from './request-budget.ts';

const rules = { retryBudgetShare: 0.2, retryBudgetFloor: 10 };

test('ten retries may leave in a minute, and one more for every five requests', async () => {
  const clock = createManualClock();
  const budget = createRequestBudget(clock, rules);
  const spendAll = (): number => {
    let count = 0;
    for (; budget.retryDelayMs() === 0; count += 1) budget.spend(true);
    return count;
  };
  // Retries are requests, too: 12 of 12 are as many as 10 + 0.2 · 12 allow.
  expect(spendAll()).toBe(13);
  for (let count = 0; count < 50; count += 1) budget.spend(false);
  expect(spendAll()).toBe(12);
});

test('a retry that is one too many waits until the oldest one is a minute old', async () => {
  const clock = createManualClock();
  const budget = createRequestBudget(clock, { ...rules, retryBudgetShare: 0 });
  for (let count = 0; count < 10; count += 1) {
    budget.spend(true);
    await clock.advance(1_000);
  }
  expect(budget.retryDelayMs()).toBe(50_000);
  await clock.advance(50_000);
  expect(budget.retryDelayMs()).toBe(0);
});

test('a time of day that is set, back or forth, changes nothing', async () => {
  const clock = createManualClock();
  const budget = createRequestBudget(clock, { ...rules, retryBudgetShare: 0 });
  while (budget.retryDelayMs() === 0) budget.spend(true);
  for (const ms of [-3_600_000, 7_200_000]) {
    clock.jump(ms);
    expect(budget.retryDelayMs()).toBe(60_000);
  }
});

test('where a clock knows the time of day only, setting it back does not stop retries', () => {
  let now = 1_000_000_000;
  const { setTimeout, clearTimeout } = createManualClock();
  const budget = createRequestBudget({ now: () => now, setTimeout, clearTimeout }, rules);
  while (budget.retryDelayMs() === 0) budget.spend(true);
  now -= 3_600_000;
  expect(budget.retryDelayMs()).toBe(0);
});

test('retries that wait leave one by one as the budget allows, and all at once when the network is back', async () => {
  const clock = createManualClock();
  const budget = createRequestBudget(clock, { ...rules, retryBudgetShare: 0 });
  const { signal } = new AbortController();
  let left = 0;
  for (let count = 0; count < 30; count += 1)
    void budget.enter('list', true, signal).then(() => (left += 1));
  await clock.advance(59_999);
  expect(left).toBe(10);
  await clock.advance(1);
  expect(left).toBe(20);
  budget.forgive();
  await clock.advance(5_000);
  expect(left).toBe(30);
});

test('once the network is back, retries may leave at once', () => {
  const budget = createRequestBudget(createManualClock(), rules);
  while (budget.retryDelayMs() === 0) budget.spend(true);
  budget.forgive();
  expect(budget.retryDelayMs()).toBe(0);
});

test('a network that comes and goes does not let more retries leave: what failed is forgiven once a minute', async () => {
  const clock = createManualClock();
  const budget = createRequestBudget(clock, { ...rules, retryBudgetShare: 0 });
  let count = 0;
  for (let passed = 0; passed < 600_000; passed += 1_000) {
    for (; budget.retryDelayMs() === 0; count += 1) budget.spend(true);
    budget.forgive();
    await clock.advance(1_000);
  }
  expect(count / 10).toBeLessThanOrEqual(20);
});
