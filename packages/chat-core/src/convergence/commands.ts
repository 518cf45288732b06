import fc from 'fast-check';
import { isChatClientError } from '../errors.ts';
import type { Message } from '../model/entities.ts';
import type { ChatSession, SendHandle } from '../session/session-contract.ts';
import { followIntent, followSending } from './model.ts';
import { changeMembership, changeTopic, toggleGuest, writeBurst } from './elsewhere.ts';
import { visibleRows } from './invariants.ts';
import type { Page } from './page.ts';
import type { World } from './world.ts';

/** What a user, a device, the network or the service does. `by` picks one of those that there are. Plain data, so that it can be stored. */
export type Command =
  | { readonly do: 'send'; readonly by: number }
  | { readonly do: 'edit' | 'delete'; readonly by: number; readonly which: number }
  | { readonly do: 'read' | 'type' | 'cut' | 'reload' | 'older'; readonly by: number }
  | { readonly do: 'tab' | 'restart' }
  /** Elsewhere: Linus leaves or comes, the thread is called something else. */
  | { readonly do: 'guest' | 'topic' }
  /** `isAfresh`: who comes back sees nothing from before. */
  | { readonly do: 'membership'; readonly isAfresh?: boolean }
  | { readonly do: 'network' | 'expire'; readonly by: number }
  | { readonly do: 'burst'; readonly count: number }
  | { readonly do: 'wait'; readonly seconds: number }
  | { readonly do: 'skew'; readonly by: number; readonly minutes: number };

const by = fc.nat({ max: 2 });
const which = fc.nat({ max: 3 });

function simple<
  Name extends 'read' | 'type' | 'cut' | 'reload' | 'older' | 'network' | 'expire' | 'send',
>(weight: number, name: Name): { weight: number; arbitrary: fc.Arbitrary<Command> } {
  // Each of these names is one of a command that has nothing but `by`.
  return { weight, arbitrary: by.map((one) => ({ do: name, by: one }) as Command) };
}

function change(weight: number, name: 'edit' | 'delete') {
  const arbitrary = fc.record({ by, which }).map((of): Command => ({ do: name, ...of }));
  return { weight, arbitrary };
}

function lone(weight: number, name: 'tab' | 'restart' | 'guest' | 'topic') {
  return { weight, arbitrary: fc.constant<Command>({ do: name }) };
}

/** Up to 25 commands, in the proportions of an unlucky day. */
export const commandList: fc.Arbitrary<Command[]> = fc.array(
  fc.oneof(
    simple(6, 'send'),
    change(3, 'edit'),
    change(2, 'delete'),
    simple(2, 'read'),
    simple(1, 'type'),
    simple(3, 'cut'),
    simple(2, 'reload'),
    lone(1, 'tab'),
    simple(2, 'network'),
    simple(1, 'expire'),
    {
      weight: 1,
      arbitrary: fc.boolean().map((isAfresh): Command => ({ do: 'membership', isAfresh })),
    },
    {
      weight: 1,
      arbitrary: fc.nat({ max: 24 }).map((count): Command => ({ do: 'burst', count: count + 1 })),
    },
    {
      weight: 3,
      arbitrary: fc
        .integer({ min: 1, max: 90 })
        .map((seconds): Command => ({ do: 'wait', seconds })),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({ by, minutes: fc.constantFrom(-1_440, -60, -1, 1, 60, 1_440) })
        .map((of): Command => ({ do: 'skew', ...of })),
    },
    lone(1, 'restart'),
    lone(1, 'guest'),
    lone(1, 'topic'),
    simple(1, 'older'),
  ),
  { maxLength: 25, size: 'max' },
);

/** Carries a command out; one that makes no sense at the moment does nothing. */
export async function carryOut(command: Command, world: World): Promise<void> {
  switch (command.do) {
    case 'burst':
      return await writeBurst(world, command.count);
    case 'wait':
      return await passTime(world, command.seconds * 1_000);
    case 'restart':
      await world.service.stop();
      world.scheduling.add('service: starts', () => world.service.start());
      return;
    case 'membership':
      return await changeMembership(world, command);
    case 'guest':
      return await toggleGuest(world);
    case 'topic':
      return await changeTopic(world);
    case 'tab':
      return toggleTab(world);
    case 'network': {
      const device = pick([world.ada, world.grace], command.by);
      device.isOnline = !device.isOnline;
      for (const page of world.pages)
        if (page.device === device && !device.isOnline) page.link.cutSockets();
      for (const listeners of [...device.onlineListeners.values()])
        for (const listener of [...listeners]) listener();
      return;
    }
    case 'skew': {
      const device = pick([world.ada, world.grace], command.by);
      device.skewMs += command.minutes * 60_000;
      device.skews.push(device.skewMs);
      return;
    }
    case 'expire': {
      const device = pick([world.ada, world.grace], command.by);
      world.service.expire(device.user);
      // The service ends the sockets of those whose token has ended.
      for (const page of world.pages) if (page.device === device) page.link.refuseSockets();
      return;
    }
    default:
      return actOnPage(command, pick(world.pages, command.by), world);
  }
}

type PageCommand = Extract<
  Command,
  { do: 'send' | 'edit' | 'delete' | 'read' | 'type' | 'cut' | 'reload' | 'older' }
>;

function actOnPage(command: PageCommand, page: Page, world: World): void {
  const { session, thread } = page;
  const { threadId } = world.service;
  switch (command.do) {
    case 'send':
      return send(page, world);
    case 'edit':
    case 'delete':
      return changeOwn(command, page, world);
    case 'read': {
      const newest = thread && visibleRows(thread).findLast(({ id }) => id !== undefined)?.id;
      if (newest !== undefined) session.markRead(threadId, newest);
      return;
    }
    case 'type':
      return session.notifyTyping(threadId);
    case 'cut':
      return page.link.cutSockets();
    case 'reload':
      page.kill();
      world.forget(page);
      world.open(page.device);
      return;
    case 'older': {
      const cursor = thread?.olderCursor;
      if (typeof cursor === 'string')
        void session.loadMessages(threadId, { cursor }).catch(() => {});
    }
  }
}

function send(page: Page, world: World): void {
  const { submitted } = world.model;
  const { user } = page.device;
  const text = `${user.name} ${submitted.length + 1}`;
  const below = ownRows(page).flatMap(({ clientMessageId, sendState }) =>
    clientMessageId === undefined || sendState === 'failed' ? [] : [clientMessageId],
  );
  const handle = sendUnlessFull(page.session, world.service.threadId, text);
  if (handle === undefined) return;
  const { clientMessageId, settled } = handle;
  const message = {
    clientMessageId,
    userId: user.userId,
    tab: page.name,
    text,
    below,
    outcome: 'pending' as const,
    intents: [],
  };
  submitted.push(message);
  followSending(message, settled);
}

/** A user whose outbox is full is told, and keeps what he has typed. */
function sendUnlessFull(
  session: ChatSession,
  threadId: string,
  content: string,
): SendHandle | undefined {
  try {
    return session.send(threadId, { content });
  } catch (error) {
    if (isChatClientError(error) && error.code === 'outbox-full') return undefined;
    throw error;
  }
}

/** The user's messages on the page, top to bottom. */
function ownRows({ thread, device }: Page): Message[] {
  return (thread === undefined ? [] : visibleRows(thread)).filter(
    (row) =>
      row.senderId === device.user.userId &&
      row.deletedAt === undefined &&
      row.clientMessageId !== undefined,
  );
}

function changeOwn(
  command: { readonly do: 'edit' | 'delete'; readonly which: number },
  page: Page,
  { model, service }: World,
): void {
  const row = ownRows(page).toReversed()[command.which];
  const message = model.find(row?.clientMessageId);
  const key = row?.id ?? row?.clientMessageId;
  if (message === undefined || key === undefined) return;
  const kind = command.do;
  const text = `${message.text}, edited ${message.intents.length + 1} times`;
  const settled =
    kind === 'edit'
      ? page.session.edit(service.threadId, key, { content: text })
      : page.session.remove(service.threadId, key);
  followIntent(message, { kind, text, tab: page.name }, settled);
}

function toggleTab(world: World): void {
  const tabs = world.pages.filter(({ device }) => device === world.ada);
  const [oldest] = tabs;
  if (tabs.length < 2 || oldest === undefined) {
    world.open(world.ada);
    return;
  }
  world.forget(oldest);
  void oldest.session.dispose().then(() => oldest.kill());
}

/** Lets time pass. Whenever a timer falls due the world goes on, until that has fired; other things may wait longer. */
export async function passTime({ timeline, scheduling }: World, ms: number): Promise<void> {
  const until = timeline.now + ms;
  while (timeline.nextDueAt !== undefined && timeline.nextDueAt <= until) {
    const before = scheduling.pending;
    timeline.moveTo(timeline.nextDueAt);
    while (scheduling.pending > before) await scheduling.step();
  }
  timeline.moveTo(until);
}

function pick<T>(list: readonly T[], index: number): T {
  const picked = list[index % list.length];
  if (picked === undefined) throw new Error('There is nothing to pick from.');
  return picked;
}
