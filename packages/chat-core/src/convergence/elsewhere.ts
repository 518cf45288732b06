import type { World } from './world.ts';
import type { WorldUser } from './world-service.ts';

/** The thread, as requests of clients name it that nobody looks at. No fault meets them. */
function threadPath({ service }: World): string {
  return `/chat/threads/${encodeURIComponent(service.threadId)}`;
}

/** Whether the user is in the thread. */
async function isInside(world: World, { userId }: WorldUser): Promise<boolean> {
  const { service, ada } = world;
  const list = await service.call(ada.user, 'GET', `${threadPath(world)}/participants`);
  return JSON.stringify(list).includes(userId);
}

function remove(world: World, { userId }: WorldUser): Promise<unknown> {
  const path = `${threadPath(world)}/participants/:remove`;
  return world.service.call(world.ada.user, 'POST', path, { rawId: userId });
}

function add(world: World, { userId }: WorldUser, sharesFrom: number): Promise<unknown> {
  const person = {
    communicationIdentifier: { rawId: userId },
    shareHistoryTime: new Date(sharesFrom).toISOString(),
  };
  const path = `${threadPath(world)}/participants/:add`;
  return world.service.call(world.ada.user, 'POST', path, { participants: [person] });
}

/** Linus writes all at once, if he is in the thread. */
export async function writeBurst(world: World, count: number): Promise<void> {
  const { service } = world;
  const [, , linus] = service.users;
  if (linus === undefined || service.current === undefined) return;
  if (!(await isInside(world, linus))) return;
  for (let number = 1; number <= count; number += 1)
    await service.call(linus, 'POST', `${threadPath(world)}/messages`, {
      content: `Linus ${number}`,
    });
}

/** Linus is taken out of the thread, or comes back. */
export async function toggleGuest(world: World): Promise<void> {
  const { service } = world;
  const [, , linus] = service.users;
  if (linus === undefined || service.current === undefined) return;
  if (await isInside(world, linus)) await remove(world, linus);
  else await add(world, linus, 0);
}

/** Ada calls the thread something else, on a device that is not looked at. */
export async function changeTopic(world: World): Promise<void> {
  const { service, ada, timeline } = world;
  if (service.current === undefined) return;
  await service.call(ada.user, 'PATCH', threadPath(world), { topic: `Topic of ${timeline.now}` });
}

/** Grace is taken out of the thread, or comes back. With `mustBeInside` she only comes back. */
export async function changeMembership(
  world: World,
  { mustBeInside = false, isAfresh = false }: { mustBeInside?: boolean; isAfresh?: boolean },
): Promise<void> {
  const { service, timeline, grace, noteReturn } = world;
  if (service.current === undefined) return;
  const isThere = await isInside(world, grace.user);
  if (isThere && mustBeInside) return;
  if (isThere) {
    await remove(world, grace.user);
    return;
  }
  noteReturn(isAfresh);
  await add(world, grace.user, isAfresh ? timeline.now : 0);
}
