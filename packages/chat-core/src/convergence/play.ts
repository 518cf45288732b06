import { checkRest } from './check-rest.ts';
import { carryOut, type Command } from './commands.ts';
import type { Engine } from './engine.ts';
import { comeToRest } from './rest.ts';
import type { Scheduling } from './scheduling.ts';
import { createWorld, type World, type WorldInit } from './world.ts';

/** A life of a world: how it is, and what happens in it. */
export interface Story extends WorldInit {
  readonly commands: readonly Command[];
}

/** What a story has come to. */
export interface Outcome {
  readonly steps: number;
  /** Messages that the service holds more than once. */
  readonly doubled: number;
}

/**
 * Plays a story from beginning to end.
 *
 * @throws Error that says what a user would have seen go wrong, at once or at rest.
 */
export async function play(story: Story, scheduling: Scheduling, engine: Engine): Promise<Outcome> {
  const world = await createWorld(scheduling, engine, story);
  const onUnhandled = (error: unknown): void => world.onViolation('A promise', error);
  process.on('unhandledRejection', onUnhandled);
  try {
    await runCommands(world, story.commands);
    await comeToRest(world);
    const { doubled } = await checkRest(world);
    await endPages(world);
    await world.service.stop();
    return { steps: scheduling.steps, doubled };
  } finally {
    process.off('unhandledRejection', onUnhandled);
  }
}

/** Each command is one more thing that may happen; the next one waits for it, and everything else goes on between them. */
async function runCommands(world: World, commands: readonly Command[]): Promise<void> {
  const { scheduling } = world;
  let isOver = false;

  function offer(index: number): void {
    const command = commands[index];
    if (command === undefined) {
      isOver = true;
      return;
    }
    scheduling.add(`command ${JSON.stringify(command)}`, async () => {
      await carryOut(command, world);
      offer(index + 1);
    });
  }

  offer(0);
  while (!isOver) {
    if (scheduling.pending === 0) throw new Error('Nothing can happen any more.');
    await scheduling.step();
    world.requireNoViolation();
  }
}

/** A session that was disposed leaves nothing behind. */
async function endPages({ pages, scheduling, timeline, ...world }: World): Promise<void> {
  for (const page of [...pages]) {
    let isDisposed = false;
    const disposal = page.session.dispose().then(() => {
      isDisposed = true;
    });
    while (!isDisposed) {
      if (scheduling.pending > 0) await scheduling.step();
      else if (timeline.nextDueAt !== undefined) timeline.moveTo(timeline.nextDueAt);
      else throw new Error(`${page.name} is never disposed.`);
    }
    await disposal;
    while (scheduling.pending > 0) await scheduling.step();
    const left = {
      timers: timeline.countTimers(page.name),
      sockets: page.link.openSockets,
      'listeners of the network': page.listeners,
      'databases, locks and channels': page.storage.open,
    };
    for (const [what, count] of Object.entries(left))
      if (count > 0) throw new Error(`${page.name} was disposed and left ${count} ${what}.`);
    page.kill();
  }
  world.requireNoViolation();
}
