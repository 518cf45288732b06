import type { Room } from './room.ts';

/** Messages sent at even times, whatever the server does. */
export interface OfferedLoad {
  readonly perSecond: number;
  readonly messages: number;
  /** How long nothing may come before what is missing counts as lost, ms. Default: 10 s. */
  readonly patienceMs?: number;
}

/**
 * Sends messages at a fixed rate and waits until all have arrived.
 *
 * @returns The milliseconds from just before each request until each socket had the message.
 * @throws {Error} When a delivery was lost or came twice.
 */
export async function offerLoad(room: Room, load: OfferedLoad): Promise<number[]> {
  // Opens the connection, and is not counted.
  await settle(room, [room.send()], load.patienceMs);
  room.ledger.takeLatencies();
  const start = performance.now();
  const sends: Promise<void>[] = [];
  for (let sent = 0; sent < load.messages; sent += 1) {
    await until(start + (sent * 1000) / load.perSecond);
    sends.push(room.send());
  }
  await settle(room, sends, load.patienceMs);
  room.rest();
  return room.ledger.takeLatencies();
}

/**
 * Keeps `senders` messages on their way for some time: each sender begins the next when everybody has its last one. So
 * nothing piles up, and what is counted has been delivered.
 *
 * @returns Messages per second, stored, answered and delivered to all.
 * @throws {Error} When a delivery was lost or came twice.
 */
export async function saturate(
  room: Room,
  senders: number,
  durationMs: number,
): Promise<{ perSecond: number; messages: number }> {
  const start = performance.now();
  let messages = 0;
  const speak = async (): Promise<void> => {
    while (performance.now() - start < durationMs) {
      await room.send();
      messages += 1;
    }
  };
  await settle(room, Array.from({ length: senders }, speak));
  const perSecond = (messages * 1000) / (performance.now() - start);
  room.ledger.takeLatencies();
  room.rest();
  return { perSecond, messages };
}

async function settle(
  room: Room,
  sends: readonly Promise<void>[],
  patienceMs = 10_000,
): Promise<void> {
  const sent = Promise.all(sends).then(() => true);
  let isSent = false;
  let seen = Number.NaN;
  // Patience begins anew while deliveries still come.
  while (!isSent && seen !== room.ledger.missing) {
    seen = room.ledger.missing;
    isSent = await withPatience(sent, patienceMs);
  }
  room.assertWhole();
  const { missing, doubled } = room.ledger;
  if (!isSent || missing > 0 || doubled > 0) {
    throw new Error(
      `${room.name} lost ${missing} deliveries and doubled ${doubled}, or left a request without an answer, so it is wrong, however fast it is.`,
    );
  }
}

async function withPatience(sent: Promise<boolean>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const impatient = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([sent, impatient]);
  } finally {
    clearTimeout(timer);
  }
}

async function until(time: number): Promise<void> {
  const ms = time - performance.now();
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
}
