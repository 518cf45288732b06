import fc from 'fast-check';
import { commandList } from './commands.ts';
import { shippedEngine, type Engine } from './engine.ts';
import { faultTape } from './fault-tape.ts';
import { play, type Story } from './play.ts';
import { createRandomScheduling } from './scheduling.ts';
import type { Mode } from './world.ts';

/** How long and with which numbers worlds are tried. */
export interface ModelRun {
  readonly mode: Mode;
  readonly seed: number;
  /** Where in the numbers of the seed to begin: the path of a failure. */
  readonly path?: string;
  readonly maxRuns: number;
  /** Milliseconds after which no further world is begun. */
  readonly timeLimitMs: number;
  readonly engine?: Engine;
  /** The first failure is enough, however large it is. */
  readonly endsOnFailure?: boolean;
}

/** What came of it. */
export interface ModelResult {
  readonly mode: Mode | 'stored';
  readonly seed: number;
  /** Worlds that were played to their end. */
  readonly runs: number;
  readonly steps: number;
  /** Messages that the service stored more than once; only mode `acs` allows that. */
  readonly doubled: number;
  readonly failure?: ModelFailure;
}

/** The smallest story that was found to go wrong. */
export interface ModelFailure {
  readonly path: string;
  /** After how many worlds the first one went wrong. */
  readonly foundAfter: number;
  readonly message: string;
  readonly story: Story;
  /** What happened, in order. */
  readonly order: readonly string[];
}

/** Plays random stories until one goes wrong, which is then made as small as it gets, or time is up. */
export async function runModel({
  mode,
  seed,
  path,
  maxRuns,
  timeLimitMs,
  engine = shippedEngine,
  endsOnFailure = path !== undefined,
}: ModelRun): Promise<ModelResult> {
  let steps = 0;
  let doubled = 0;
  let runs = 0;
  let foundAfter = 0;
  let order: readonly string[] = [];
  const stories = fc.record({
    mode: fc.constant(mode),
    startTimeBy: fc.constantFrom('created' as const, 'version' as const),
    repair: fc.constantFrom('reconnect' as const, 'compare' as const, 'nothing' as const),
    faults: faultTape,
    keptRows: fc.constantFrom(undefined, undefined, 12),
    commands: commandList,
  });
  // Not a scheduler itself: a copy of one picks differently when another copy was used before, so what was made smaller could not be repeated.
  const schedulers = fc.noShrink(fc.integer());
  const property = fc.asyncProperty(stories, schedulers, async (story, schedulerSeed) => {
    const [scheduler] = fc.sample(fc.scheduler(), { seed: schedulerSeed, numRuns: 1 });
    if (scheduler === undefined) throw new Error('There is no scheduler, so nothing was played.');
    const scheduling = createRandomScheduling(scheduler);
    try {
      const outcome = await play(story, scheduling, engine);
      if (foundAfter > 0) return;
      runs += 1;
      steps += outcome.steps;
      doubled += outcome.doubled;
    } catch (error) {
      foundAfter ||= runs + 1;
      order = scheduling.history;
      throw error;
    }
  });
  const details = await fc.check(property, {
    seed,
    // A repetition shows what was found, and does not go on from there.
    ...(path !== undefined && { path }),
    endOnFailure: endsOnFailure,
    numRuns: maxRuns,
    interruptAfterTimeLimit: timeLimitMs,
    markInterruptAsFailure: false,
  });
  const common = { mode, seed, runs, steps, doubled };
  if (!details.failed || details.counterexample === null) return common;
  const [story] = details.counterexample;
  const { counterexamplePath } = details;
  const message =
    details.errorInstance instanceof Error
      ? details.errorInstance.message
      : String(details.errorInstance);
  return {
    ...common,
    failure: { path: counterexamplePath ?? '', foundAfter, message, story, order },
  };
}
