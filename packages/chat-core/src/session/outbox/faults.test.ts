import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  playStory,
  type Act,
  type Fault,
  type Mutant,
  type Story,
} from '../../test-support/faulty-outbox-run.ts';
import { nextStep } from './next-step.ts';

const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Act>({ type: 'send' }) },
  {
    weight: 2,
    arbitrary: fc.nat({ max: 9 }).map((which): Act => ({ type: 'edit', which })),
  },
  {
    weight: 2,
    arbitrary: fc.nat({ max: 9 }).map((which): Act => ({ type: 'remove', which })),
  },
  {
    weight: 4,
    arbitrary: fc.integer({ min: 1, max: 30 }).map((seconds): Act => ({ type: 'wait', seconds })),
  },
  { weight: 2, arbitrary: fc.constant<Act>({ type: 'reload' }) },
  { weight: 1, arbitrary: fc.constant<Act>({ type: 'second tab' }) },
  {
    weight: 1,
    arbitrary: fc.boolean().map((isOnline): Act => ({ type: 'network', isOnline })),
  },
);
const faults = fc.constantFrom<Fault[]>(
  'none',
  'lost',
  'lost answer',
  'late',
  '503 before',
  '503 after',
  '429',
  '401',
  'no event',
);
const stories: fc.Arbitrary<Story> = fc.record({
  acts: fc.array(acts, { minLength: 2, maxLength: 12 }),
  faults: fc.array(faults, { maxLength: 12 }),
  isIdempotent: fc.boolean(),
});

/** Plays stories until one goes wrong. */
async function findsFault(mutant: Mutant, seed: number): Promise<boolean> {
  const result = await fc.check(
    fc.asyncProperty(stories, async (story) => (await playStory(story, mutant)).length === 0),
    { numRuns: 300, seed, endOnFailure: true },
  );
  return result.failed;
}

describe('whatever goes wrong on the way', () => {
  test(
    'every message is stored once, in order, as the user wants it last, or taken back',
    { timeout: 60_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(stories, async (story) => {
          expect(await playStory(story)).toEqual([]);
        }),
        { numRuns: 60 },
      );
    },
  );

  test.each<[string, Mutant]>([
    [
      'what had left before a reload is sent again',
      {
        parts: {
          nextStep: (record, facts) => (facts.hasLeftHere ? nextStep(record, facts) : 'send'),
        },
      },
    ],
    ['a lost answer is taken for a lost message', { parts: { nextStep: () => 'send' } }],
    [
      'what the service shows is not looked at',
      {
        change(outbox) {
          outbox.observe = () => {};
        },
      },
    ],
  ])('it would be noticed if %s', { timeout: 60_000 }, async (_name, mutant) => {
    expect(await findsFault(mutant, 1)).toBe(true);
  });
});
