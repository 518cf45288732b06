import { changeMembership } from './elsewhere.ts';
import type { World } from './world.ts';

/** A world that takes more steps than this to come to rest is a failure of its own. */
const maxSteps = 5_000;

/** Time in which everything that is late must have come, ms: in it every client compares its whole window with the service. */
const quietMs = 35_000;

/**
 * Ends all trouble, reconnects everybody, and lets time pass until nothing waits any more but what happens again and again.
 *
 * @throws Error when that takes more than 5,000 steps.
 */
export async function comeToRest(world: World): Promise<void> {
  const { scheduling, timeline, service, pages } = world;
  world.endFaults();
  await service.start();
  await changeMembership(world, { mustBeInside: true });
  for (const device of [world.ada, world.grace]) {
    device.isOnline = true;
    for (const listeners of [...device.onlineListeners.values()])
      for (const listener of [...listeners]) listener();
  }
  if (world.repair === 'reconnect') for (const page of pages) page.link.cutSockets();

  const last = scheduling.steps + maxSteps;
  let quietSince = timeline.now;
  while (scheduling.steps < last) {
    world.requireNoViolation();
    if (scheduling.pending > 0) {
      await scheduling.step();
      continue;
    }
    if (isWaiting(world)) quietSince = timeline.now;
    if (timeline.now - quietSince >= quietMs) return;
    for (const page of pages) {
      page.load();
      // The reader looks for what is newest.
      if (page.thread?.hasGap === true) page.jumpToLatest();
      // The user is asked to sign in again, and does.
      if (page.state.connection === 'auth-blocked') page.session.start();
    }
    if (scheduling.pending > 0) continue;
    const { nextDueAt } = timeline;
    if (nextDueAt === undefined) return;
    timeline.moveTo(nextDueAt);
  }
  throw new Error(`After ${maxSteps} steps the clients are still busy: ${describe(world)}`);
}

function isWaiting({ pages, ada, grace, model }: World): boolean {
  return (
    ada.storage.countUnsent() + grace.storage.countUnsent() > 0 ||
    pages.some(
      ({ isLoaded, thread, state }) =>
        !isLoaded ||
        thread?.hasGap === true ||
        thread?.typing.length !== 0 ||
        state.connection !== 'live',
    ) ||
    model.submitted.some(
      ({ outcome, intents }) =>
        outcome === 'pending' || intents.some((intent) => intent.outcome === 'pending'),
    )
  );
}

function describe({ pages, ada, grace, model }: World): string {
  const connections = pages.map(({ name, state }) => `${name} is ${state.connection}`);
  const unsent = ada.storage.countUnsent() + grace.storage.countUnsent();
  const pending = model.submitted.filter(({ outcome }) => outcome === 'pending');
  return `${connections.join(', ')}; ${unsent} stored records wait, ${pending.length} promises of sends are open.`;
}
