import { shippedEngine } from './engine.ts';
import { play, type Story } from './play.ts';
import stored from './regressions.json' with { type: 'json' };
import type { ModelResult } from './run-model.ts';
import { createStoredScheduling } from './scheduling.ts';

/** A story that went wrong once, with the order of what happened in it. */
export interface Regression {
  /** What users would have seen. */
  readonly title: string;
  readonly story: Story;
  readonly order: readonly string[];
}

/** Plays all stories that are stored beside this file, until one goes wrong again. */
export async function playRegressions(): Promise<ModelResult> {
  // The type of a JSON file knows its texts as any texts.
  const regressions = stored as readonly Regression[];
  const counts = { mode: 'stored', seed: 0, runs: 0, steps: 0, doubled: 0 } as const;
  let result: ModelResult = counts;
  for (const { title, story, order } of regressions) {
    const scheduling = createStoredScheduling(order);
    try {
      const { steps, doubled } = await play(story, scheduling, shippedEngine);
      const runs = result.runs + 1;
      result = { ...counts, runs, steps: result.steps + steps, doubled: result.doubled + doubled };
    } catch (error) {
      const message = `${title}: ${error instanceof Error ? error.message : String(error)}`;
      const { history } = scheduling;
      const foundAfter = result.runs + 1;
      return { ...result, failure: { path: '', foundAfter, message, story, order: history } };
    }
  }
  return result;
}
