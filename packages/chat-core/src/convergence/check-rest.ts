import {
  requireCopies,
  requireIntents,
  requireOutcome,
  requireTypedOrder,
} from './check-outcomes.ts';
import {
  requireNothingUnsettled,
  requireSameAsList,
  requireSameReceipts,
  requireSameThread,
} from './check-views.ts';
import { readFreshView, type FreshView } from './fresh-view.ts';
import type { World } from './world.ts';

/** What a world at rest has to say about its mode. */
export interface RestReport {
  /** Messages that the service holds more than once, and that every client shows once. */
  readonly doubled: number;
}

/** Throws what users would find wrong with a world in which nothing happens any more. */
export async function checkRest(world: World): Promise<RestReport> {
  const views = new Map<string, FreshView>();
  for (const { device } of world.pages) {
    const { user } = device;
    if (!views.has(user.userId)) views.set(user.userId, await readFreshView(world, user));
  }
  const doubles = idsOfDoubles(world);
  for (const page of world.pages) {
    const view = views.get(page.device.user.userId);
    if (view === undefined) continue;
    requireSameAsList(page, view.messages, doubles);
    requireSameThread(page, view);
    requireNothingUnsettled(page);
    // What no event has told is read with the next connection.
    if (world.repair === 'reconnect' || !world.hasUntoldReceipts)
      requireSameReceipts(page, view.receipts);
  }
  for (const message of world.model.submitted) requireOutcome(message, world);
  const doubled = requireCopies(world);
  requireTypedOrder(world);
  await requireIntents(world);
  return { doubled };
}

/** The service's ids of all messages that it holds more than once. */
function idsOfDoubles({ service: { births } }: World): ReadonlySet<string> {
  const idsOf = new Map<string, number[]>();
  for (const [id, clientMessageId] of births)
    idsOf.set(clientMessageId, [...(idsOf.get(clientMessageId) ?? []), id]);
  return new Set(
    [...idsOf.values()]
      .filter(({ length }) => length > 1)
      .flat()
      .map(String),
  );
}
