import { expect, test } from 'vitest';
import { takeTurns } from './take-turns.ts';

/** Candidates that move a clock by hand and note their turns. */
function createCandidates() {
  const log: string[] = [];
  let time = 0;
  const candidate = (name: string, ms: number) => async () => {
    log.push(name);
    time += ms;
  };
  return { log, now: () => time, candidates: { a: candidate('a', 2), b: candidate('b', 5) } };
}

test('each call is timed, round by round', async () => {
  const { candidates, now } = createCandidates();
  const plan = { rounds: 2, warmUpRounds: 1, callsPerRound: 3 };
  expect(await takeTurns(candidates, plan, now)).toEqual({
    a: [
      [2, 2, 2],
      [2, 2, 2],
    ],
    b: [
      [5, 5, 5],
      [5, 5, 5],
    ],
  });
});

test('who begins changes from round to round, the warm-up included', async () => {
  const { candidates, log, now } = createCandidates();
  await takeTurns(candidates, { rounds: 2, warmUpRounds: 1, callsPerRound: 1 }, now);
  expect(log.join('')).toBe('abbaab');
});

test('a candidate that fails ends the measurement', async () => {
  const fail = (): Promise<never> => Promise.reject(new Error('no answer'));
  const plan = { rounds: 1, warmUpRounds: 0, callsPerRound: 1 };
  await expect(takeTurns({ fail }, plan, () => 0)).rejects.toThrow('no answer');
});
