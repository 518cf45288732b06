/** How the candidates take turns. */
export interface TurnPlan {
  readonly rounds: number;
  /** Rounds before them that do not count: until they are over, the compiler is busy. */
  readonly warmUpRounds: number;
  /** Calls of each candidate in one round, one after the other. */
  readonly callsPerRound: number;
}

/** Milliseconds of each call, round by round. */
export type Turns<Name extends string> = Record<Name, number[][]>;

/**
 * Measures calls in interleaved rounds. Who begins changes from round to round, so that nobody always follows the
 * same neighbour and pays for its garbage.
 */
export async function takeTurns<Name extends string>(
  candidates: Readonly<Record<Name, () => Promise<unknown>>>,
  plan: TurnPlan,
  now: () => number,
): Promise<Turns<Name>> {
  // The keys are those that the type of the candidates names.
  const names = Object.keys(candidates) as Name[];
  const turns = Object.fromEntries(names.map((name) => [name, []])) as unknown as Turns<Name>;
  for (let round = -plan.warmUpRounds; round < plan.rounds; round += 1) {
    for (let place = 0; place < names.length; place += 1) {
      const name = names[(round + plan.warmUpRounds + place) % names.length];
      if (name === undefined) continue;
      const taken: number[] = [];
      for (let call = 0; call < plan.callsPerRound; call += 1) {
        const start = now();
        await candidates[name]();
        taken.push(now() - start);
      }
      if (round >= 0) turns[name].push(taken);
    }
  }
  return turns;
}
