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

test('a clock that is set back does not stop retries', () => {
  let now = 1_000_000_000;
  const budget = createRequestBudget({ ...createManualClock(), now: () => now }, rules);
  while (budget.retryDelayMs() === 0) budget.spend(true);
  now -= 3_600_000;
  expect(budget.retryDelayMs()).toBe(0);
});

test('once the service answers again, retries may leave at once', () => {
  const budget = createRequestBudget(createManualClock(), rules);
  while (budget.retryDelayMs() === 0) budget.spend(true);
  budget.forgive();
  expect(budget.retryDelayMs()).toBe(0);
});
