import type { Scheduler } from 'fast-check';

/** Everything that may happen next in a world. One thing is picked, happens completely, and only then the next one is picked. */
export interface Scheduling {
  /** Adds something that may happen from now on. `label` names it in reports, and in the order of a stored case. */
  add(label: string, run: () => unknown): void;
  /** How many things may happen now. */
  readonly pending: number;
  /** How many things have happened. */
  readonly steps: number;
  /** Lets one of them happen, and every promise that follows from it settle. Nothing to do: nothing happens. */
  step(): Promise<void>;
  /** What has happened, in order. */
  readonly history: readonly string[];
}

/** Picks as a scheduler of fast-check says, so that its seed repeats the order. */
export function createRandomScheduling(scheduler: Scheduler): Scheduling {
  const history: string[] = [];
  /** Where the step that is being made finds out what it did. A task may make steps of its own, so every step has its own place. */
  let place: { result?: unknown } = {};

  return {
    history,
    add(label, run) {
      void scheduler.schedule(Promise.resolve(), label).then(() => {
        const own = place;
        history.push(label);
        own.result = run();
      });
    },
    get pending() {
      return scheduler.count();
    },
    get steps() {
      return history.length;
    },
    async step() {
      requireProgress(history.length);
      if (scheduler.count() === 0) return;
      const own: typeof place = {};
      place = own;
      await scheduler.waitNext(1);
      await settlePromises();
      if (own.result === undefined) return;
      await own.result;
      await settlePromises();
    },
  };
}

/**
 * Picks what comes next in `order`, a list of labels. A label that nothing has any more is passed over, and when the list has ended the
 * oldest thing goes first: so a stored case still plays when the engine has learned to do more or less than it did.
 */
export function createStoredScheduling(order: readonly string[]): Scheduling {
  const history: string[] = [];
  const tasks: { readonly label: string; readonly run: () => unknown }[] = [];
  let position = 0;

  function takeNext(): (typeof tasks)[number] | undefined {
    while (position < order.length) {
      const index = tasks.findIndex(({ label }) => label === order[position]);
      position += 1;
      if (index >= 0) return tasks.splice(index, 1)[0];
    }
    return tasks.shift();
  }

  return {
    history,
    add: (label, run) => void tasks.push({ label, run }),
    get pending() {
      return tasks.length;
    },
    get steps() {
      return history.length;
    },
    async step() {
      const task = takeNext();
      requireProgress(history.length);
      if (task === undefined) return;
      history.push(task.label);
      await task.run();
      await settlePromises();
    },
  };
}

/** More than any story needs: what goes on and on without time passing ends here. */
const maxSteps = 20_000;

function requireProgress(steps: number): void {
  if (steps > maxSteps) throw new Error(`After ${maxSteps} steps the world is still busy.`);
}

/** A turn of the event loop comes after every promise callback that is queued now and that these queue. */
function settlePromises(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
