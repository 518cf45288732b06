import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isChatClientError } from '../../errors.ts';
import { restOperations } from '../../rest/operations.ts';
import { equalise, pairUp, type Comparable, type Pair } from '../compare.ts';
import { deliberateDifferences } from '../deliberate-differences.ts';
import type { DrivenMethod } from '../differential-case.ts';
import { observe, type Observation } from '../observe.ts';
import { randomCasesOf, toCase, type RandomCase } from './random-case.ts';

/** A failure names it, with the path to the smallest case that fails. */
const seed = 18_430_710;
const casesPerMethod = 120;

const methods = Object.keys(restOperations).filter(
  (name): name is DrivenMethod => name !== 'startRealtimeNotifications',
);

describe.concurrent('both clients, called by chance, do the same', () => {
  test.each(methods)(
    '%s',
    async (method) => {
      let count = 0;
      const property = fc.asyncProperty(randomCasesOf(method), async (tried) => {
        count += 1;
        await check(tried);
      });
      await fc.assert(property, { seed, numRuns: casesPerMethod });
      expect(count).toBeGreaterThanOrEqual(60);
    },
    60_000,
  );
});

test('there are at least 2,000 of them', () => {
  expect(methods.length * casesPerMethod).toBeGreaterThanOrEqual(2_000);
});

async function check(tried: RandomCase): Promise<void> {
  const { answers, officialAnswers = answers } = tried;
  const observed = await observe(toCase(tried, answers), 'ours');
  expectNoToken(observed);
  const met = deliberateDifferences
    .filter(({ isMetBy }) => isMetBy?.(tried) === true)
    .map(({ id }) => id);
  if (met.includes('typed-argument-errors')) {
    expect(observed.requests).toEqual([]);
    expect(observed.outcome).toMatchObject({ error: { code: 'invalid-argument' } });
    return;
  }
  if (met.includes('malformed-answers-are-errors')) {
    // By chance it may still be in the protocol.
    if ('error' in observed.outcome) expect(isChatClientError(observed.outcome.error)).toBe(true);
    return;
  }
  // To be made once is to be made without retries.
  const maxRetries = met.includes('sends-are-never-repeated') ? 0 : undefined;
  const official = await observe(toCase(tried, officialAnswers, maxRetries), 'official');
  const pair = equalise(pairUp(official, observed));
  const isLost = met.includes('codes-say-what-happened') && pair.ours.error?.['code'] === 'network';
  const { ours, official: expected } = isLost ? withoutCodes(pair) : pair;
  expect(ours).toStrictEqual(expected);
}

function withoutCodes({ ours, official }: Pair): Pair {
  const dropCode = (side: Comparable): Comparable => ({
    ...side,
    error: { ...side.error, code: 'any' },
  });
  return { ours: dropCode(ours), official: dropCode(official) };
}

/** All that a log could show of an error. */
function expectNoToken({ outcome, tokens }: Observation): void {
  if (!('error' in outcome)) return;
  const { error } = outcome;
  const shown =
    JSON.stringify(error) + (error instanceof Error ? `${error.stack}${error.cause}` : '');
  for (const token of tokens) expect(shown).not.toContain(token);
}
