import { createOutboxStage, outgoing, type OutboxTab } from './outbox-stage.ts';
import { lostAnswer, refusal, type ScriptedRequest } from './scripted-chat.ts';
import type { ServerMessage } from '../session/chat-event.ts';
import type { DeliveryParts } from '../session/outbox/delivery.ts';
import type { Outbox } from '../session/outbox/outbox-ports.ts';

/** What happens to one request. `late` is stored after its sender has given up, but before it can be stored no more. */
export type Fault =
  | 'none'
  | 'lost'
  | 'lost answer'
  | 'late'
  | '503 before'
  | '503 after'
  | '429'
  | '401'
  | 'no event';

/** What the user, or the world, does next. */
export type Act =
  | { readonly type: 'send' }
  | { readonly type: 'edit' | 'remove'; readonly which: number }
  | { readonly type: 'wait'; readonly seconds: number }
  | { readonly type: 'reload' }
  | { readonly type: 'second tab' }
  | { readonly type: 'network'; readonly isOnline: boolean };

/** One story: what is done, what goes wrong, and how the service is. */
export interface Story {
  readonly acts: readonly Act[];
  readonly faults: readonly Fault[];
  readonly isIdempotent: boolean;
}

/** What a mutant replaces. */
export interface Mutant {
  readonly parts?: DeliveryParts;
  /** Called with every tab's outbox. */
  readonly change?: (outbox: Outbox) => void;
}

interface Intent {
  readonly key: string;
  content: string;
  isRemoved: boolean;
}

/**
 * Plays a story, heals the world, waits, and returns what is wrong then, each in a sentence. Two messages were never put together, so each
 * must be stored once, with its last text, or be gone if the user took it back.
 */
export async function playStory(story: Story, { parts, change }: Mutant = {}): Promise<string[]> {
  const stage = createOutboxStage();
  const { clock, chat, world } = stage;
  const wrong: string[] = [];
  const intents: Intent[] = [];
  const faults = [...story.faults];
  let tabs: OutboxTab[] = [];
  let answered = 0;
  chat.isIdempotent = story.isIdempotent;

  async function openTab(leads: boolean): Promise<OutboxTab> {
    const tab = await stage.openTab({ leads, ...(parts && { parts }) });
    change?.(tab.outbox);
    tabs.push(tab);
    return tab;
  }

  function deliver(view: ServerMessage): void {
    for (const tab of tabs) {
      tab.outbox.observe(view);
      const last = tab.last(view.clientMessageId ?? '');
      const isSettled =
        last === undefined || last.type === 'outgoing-removed' || stateOf(last) === 'sent';
      if (!isSettled) wrong.push(`${view.clientMessageId} is shown twice: as sent and as unsent`);
    }
  }

  function answer(request: ScriptedRequest, fault: Fault): void {
    const isGone = chat.messages.some(
      (one) => one.id === request.messageId && one.deletedAt !== undefined,
    );
    if (isGone) request.refuse(refusal(404));
    else if (fault === 'none') deliver(request.accept());
    else if (fault === 'no event') request.accept();
    else if (fault === 'lost answer' || fault === '503 after') {
      deliver(request.commit());
      request.refuse(fault === '503 after' ? refusal(503) : lostAnswer());
    } else if (fault === 'late' && request.kind === 'send') {
      clock.setTimeout(() => request.refuse(lostAnswer()), 15_000);
      clock.setTimeout(() => request.commit(), 22_000);
    } else if (fault === '429') request.refuse(refusal(429, 3_000));
    else if (fault === '401') request.refuse(refusal(401));
    else request.refuse(fault === '503 before' ? refusal(503) : lostAnswer());
  }

  async function pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 1_000) {
      for (; answered < chat.requests.length; answered += 1) {
        const request = chat.requests[answered];
        if (request !== undefined) answer(request, faults.shift() ?? 'none');
      }
      await clock.advance(Math.min(1_000, left));
    }
  }

  function pick(which: number): Intent | undefined {
    const own = intents.filter(({ isRemoved }) => !isRemoved);
    return own[which % Math.max(1, own.length)];
  }

  async function carryOut(act: Act): Promise<void> {
    const [tab] = tabs;
    if (tab === undefined) return;
    if (act.type === 'send') {
      const key = `m${intents.length}`;
      intents.push({ key, content: key, isRemoved: false });
      (tabs.at(-1) ?? tab).outbox.enqueue(outgoing(key)).catch(() => {});
    } else if (act.type === 'edit' || act.type === 'remove') {
      const intent = pick(act.which);
      if (intent === undefined) return;
      if (act.type === 'remove') {
        intent.isRemoved = true;
        tab.outbox.remove('t', intent.key).catch(() => {});
      } else {
        intent.content += '+';
        tab.outbox.edit('t', intent.key, { content: intent.content }).catch(() => {});
      }
    } else if (act.type === 'wait') {
      await pass(act.seconds * 1_000);
    } else if (act.type === 'network') {
      world.isOnline = act.isOnline;
      for (const one of tabs) one.outbox.resume();
    } else if (act.type === 'second tab') {
      if (tabs.length < 2) await openTab(false);
    } else {
      // What a user does in its last moment is stored first.
      await clock.settle();
      tab.outbox.dispose();
      tabs = tabs.slice(1);
      if (tabs[0] === undefined) await openTab(true);
      else tabs[0].outbox.lead();
    }
    await clock.settle();
  }

  await openTab(true);
  for (const act of story.acts) await carryOut(act);
  faults.length = 0;
  world.isOnline = true;
  for (let round = 0; round < 4; round += 1) {
    for (const tab of tabs) tab.outbox.resume();
    await pass(45_000);
  }
  for (const { key, content, isRemoved } of intents) {
    const stored = chat.messages.filter((one) => one.clientMessageId === key);
    const standing = stored.filter(({ deletedAt }) => deletedAt === undefined);
    if (stored.length > 1) wrong.push(`${key} was stored ${stored.length} times`);
    if (isRemoved && standing.length > 0) wrong.push(`${key} was taken back and is there`);
    if (!isRemoved && standing.length === 0) wrong.push(`${key} is lost`);
    if (!isRemoved && standing[0] !== undefined && standing[0].content !== content)
      wrong.push(`${key} says ${standing[0].content} rather than ${content}`);
  }
  const numbers = chat.messages.map((one) => Number(one.clientMessageId?.slice(1)));
  if (numbers.some((number, index) => index > 0 && number < (numbers[index - 1] ?? 0)))
    wrong.push(`the order is ${numbers.join(', ')}`);
  for (const tab of tabs) {
    if (tab.outbox.unsent > 0) wrong.push(`${tab.outbox.unsent} things are not done`);
    for (const error of tab.errors) wrong.push(`an error: ${String(error)}`);
    tab.outbox.dispose();
  }
  await clock.settle();
  if (clock.pendingTimers > 0) wrong.push(`${clock.pendingTimers} timers are left`);
  return wrong;
}

function stateOf(event: {
  readonly type: string;
  readonly sendState?: string;
}): string | undefined {
  return event.sendState;
}
