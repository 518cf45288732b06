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
const casesPerMethod = 145;
/** Cases in which both clients were called and came out alike. */
let comparedCount = 0;

const methods = Object.keys(restOperations).filter(
  (name): name is DrivenMethod => name !== 'startRealtimeNotifications',
);

describe.concurrent('both clients, called by chance, do the same', () => {
  test.each(methods)(
    '%s',
    async (method) => {
      const property = fc.asyncProperty(randomCasesOf(method), check);
      await fc.assert(property, { seed, numRuns: casesPerMethod });
    },
    60_000,
  );
});

test('at least 2,000 of them were compared with the official client', () => {
  expect(comparedCount).toBeGreaterThanOrEqual(2_000);
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
  const isMalformed = met.includes('malformed-answers-are-errors');
  if (isMalformed && 'error' in observed.outcome) {
    expect(isChatClientError(observed.outcome.error)).toBe(true);
    return;
  }
  // To be made once is to be made without retries.
  const maxRetries = met.includes('sends-are-never-repeated') ? 0 : undefined;
  // By chance such an answer is in the protocol all the same, and then both clients make the same of it.
  const given = isMalformed ? answers : officialAnswers;
  const official = await observe(toCase(tried, given, maxRetries), 'official');
  const pair = equalise(pairUp(official, observed));
  const isLost = met.includes('codes-say-what-happened') && pair.ours.error?.['code'] === 'network';
  const { ours, official: expected } = isLost ? withoutCodes(pair) : pair;
  expect(ours).toStrictEqual(expected);
  comparedCount += 1;
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
