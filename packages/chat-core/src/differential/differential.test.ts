import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';

import { casesByTopic } from './cases/all-cases.ts';
import { equalise, pairUp } from './compare.ts';
import { deliberateDifferences } from './deliberate-differences.ts';
import { observe } from './observe.ts';

const equalisedIds: ReadonlySet<string> = new Set(
  deliberateDifferences.filter(({ isEqualised }) => isEqualised === true).map(({ id }) => id),
);
const allCases = Object.values(casesByTopic).flat();

describe.each(Object.entries(casesByTopic))('%s', (_topic, cases) => {
  test.each(cases.map((tried) => [tried.name, tried] as const))('%s', async (_name, tried) => {
    const theirs = await observe(tried, 'official');
    const observed = await observe(tried, 'ours');
    const raw = pairUp(theirs, observed);
    const { official, ours } = equalise(raw);
    const { difference } = tried;
    if (difference === undefined) {
      expect(ours).toStrictEqual(official);
      return;
    }
    // An entry of the list that no longer differs must go.
    const isEqual = equalisedIds.has(difference.id)
      ? isDeepStrictEqual(raw.ours, raw.official)
      : isDeepStrictEqual(ours, official);
    expect(isEqual, difference.id).toBe(false);
    const { requestCount, value, ...intended } = difference.intended;
    expect(ours.requests).toHaveLength(requestCount);
    expect({ ...observed.outcome, notes: ours.notes }).toMatchObject(intended);
    if ('value' in difference.intended) expect(ours.value).toStrictEqual(value);
  });
});

describe('the suite', () => {
  test('has at least 150 cases, each with a name of its own', () => {
    const names = Object.entries(casesByTopic).flatMap(([topic, cases]) =>
      cases.map(({ name }) => `${topic}: ${name}`),
    );
    expect(names.length).toBeGreaterThanOrEqual(150);
    expect(new Set(names).size).toBe(names.length);
  });

  test('shows each deliberate difference', () => {
    const shown: ReadonlySet<string | undefined> = new Set(
      allCases.map((tried) => tried.difference?.id),
    );
    expect(deliberateDifferences.filter(({ id }) => !shown.has(id))).toEqual([]);
  });
});
