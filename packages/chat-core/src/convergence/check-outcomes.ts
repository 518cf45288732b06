import type { Submitted } from './model.ts';
import type { Device } from './page.ts';
import type { World } from './world.ts';

/** A day, less than a story may take. */
const almostADayMs = 23 * 3_600_000;

/** Nothing that a user has sent is lost without a word, and what he is told is true. */
export function requireOutcome(message: Submitted, world: World): void {
  const { clientMessageId, outcome, text, intents } = message;
  const { service, pages } = world;
  const isStored = [...service.births.values()].includes(clientMessageId);
  if (intents.some(({ kind }) => kind === 'delete')) return;
  const device = deviceOf(message, world);
  const isTold = outcome === 'failed';
  if (isTold) requireReason(message, message.reason, world);
  if (isStored) {
    const mayArriveUnseen = world.hasTakenLate || (world.hasReturned && device === world.grace);
    if (isTold && !mayArriveUnseen)
      throw new Error(`The user was told that "${text}" failed, and it is stored.`);
    return;
  }
  if (outcome === 'unknown' && !device.storage.hasStored(clientMessageId)) return;
  if (outcome !== 'failed' && outcome !== 'unknown')
    throw new Error(
      `"${text}" is lost: the service does not have it, and the user was told ${outcome}.`,
    );
  // Also when the page that sent it has ended.
  for (const page of pages) {
    if (page.device !== device) continue;
    const row = page.thread?.rows.get(clientMessageId);
    if (row?.sendState !== 'failed')
      throw new Error(
        `"${text}" is not stored, the user was told ${outcome}, and ${page.name} shows it as ${row?.sendState ?? 'nothing'}.`,
      );
    requireReason(message, row.failure?.code, world);
  }
}

/** Nothing fails without a cause: only Grace may be outside of the thread, and only where a clock has moved by a day can it be too late. */
function requireReason(message: Submitted, reason: string | undefined, world: World): void {
  const device = deviceOf(message, world);
  const causes = new Set<string>();
  if (device === world.grace && world.hasReturned) causes.add('forbidden').add('gone');
  if (Math.max(...device.skews) - Math.min(...device.skews) > almostADayMs) causes.add('expired');
  if (reason === undefined || !causes.has(reason))
    throw new Error(`"${message.text}" failed for no cause that the story has: ${reason}.`);
}

function deviceOf({ userId }: Submitted, { ada, grace }: World): Device {
  return userId === ada.user.userId ? ada : grace;
}

/**
 * Only where the service stores a repetition may there be doubles: of what took effect when nobody waited for it any more, where it
 * promises nothing, and of what its sender could not see when he looked for it.
 */
export function requireCopies({ service, model, mode, hasTakenLate, hasHidden }: World): number {
  const mayDouble = mode !== 'idem' && (hasHidden || (mode === 'acs' && hasTakenLate));
  let doubled = 0;
  for (const { clientMessageId, text } of model.submitted) {
    const copies = [...service.births.values()].filter((one) => one === clientMessageId).length;
    if (copies > 1) doubled += 1;
    if (copies > 1 && !mayDouble) throw new Error(`"${text}" was stored ${copies} times.`);
  }
  return doubled;
}

/**
 * A message is stored after those of the same user below which it was typed, on whatever page these were typed. One that failed, or was taken
 * back on its way, is not waited for, though it may arrive late.
 */
export function requireTypedOrder({ model, service }: World): void {
  const bornAt = new Map<string, number>();
  for (const [messageId, clientMessageId] of service.births)
    bornAt.set(clientMessageId, Math.min(messageId, bornAt.get(clientMessageId) ?? Infinity));
  for (const { below, clientMessageId, text, outcome } of model.submitted) {
    const at = bornAt.get(clientMessageId);
    if (at === undefined || outcome === 'failed') continue;
    for (const other of below) {
      const before = model.find(other);
      const isAside =
        before?.outcome === 'failed' || before?.intents.some(({ kind }) => kind === 'delete');
      if (isAside !== true && (bornAt.get(other) ?? 0) > at)
        throw new Error(`"${text}" was typed below "${before?.text}" and is stored before it.`);
    }
  }
}

/** What users did to their messages has happened, as far as they were told so and nothing overtook it. */
export async function requireIntents({
  model,
  service,
  hasTakenLate,
  hasHidden,
}: World): Promise<void> {
  const rows = await service.readMessages();
  for (const { clientMessageId, intents, text } of model.submitted) {
    const ids = [...service.births].flatMap(([id, one]) => (one === clientMessageId ? [id] : []));
    const own = rows.filter(({ messageId }) => ids.includes(messageId));
    // Of two copies its sender may see only one.
    if (own.length === 0 || (hasHidden && own.length > 1)) continue;
    const standing = own.filter(({ deletedAt }) => deletedAt === null);
    if (intents.some(({ kind, outcome }) => kind === 'delete' && outcome === 'done')) {
      if (standing.length > 0)
        throw new Error(`"${text}" was deleted, and the service still has it.`);
      continue;
    }
    const last = intents.at(-1);
    const isClear = intents.every((one) => one.outcome === 'done' && one.tab === last?.tab);
    // An edit that comes late may take effect after the one that followed it.
    if (last === undefined || !isClear || hasTakenLate) continue;
    const content = standing[0]?.content?.message;
    if (content !== last.text)
      throw new Error(
        `"${last.text}" was accepted, and the service says "${content ?? 'deleted'}".`,
      );
  }
}
