import { offerLoad, saturate } from './apply-load.ts';
import type { Rival } from './rivals.ts';

/** How long and how often the servers take turns. */
export interface ContestPlan {
  readonly listeners: number;
  readonly warmUpMs: number;
  readonly rounds: number;
  /** Of one round of one server. */
  readonly offeredMs: number;
  readonly offeredPerSecond: number;
  /** Of one round of one server. */
  readonly saturatedMs: number;
  readonly senders: number;
}

/** What one server did, round by round. */
export interface ContestResult {
  /** Milliseconds of each delivery under the offered load. */
  readonly latencies: readonly (readonly number[])[];
  /** Messages per second, stored, answered and delivered, under saturation. */
  readonly rates: readonly number[];
  /** Processor time of the server for each message under saturation, ms. */
  readonly cpuMsPerMessage: number;
  /** The event loop's longest delay under the offered load, ms. */
  readonly lagMaxMs: number;
}

/** Lets servers take turns under the same load, A B A B: first at an even rate, then as fast as they can. */
export async function contest<Name extends string>(
  rivals: Readonly<Record<Name, Rival>>,
  plan: ContestPlan,
): Promise<Record<Name, ContestResult>> {
  const sides: [string, Side][] = [];
  try {
    for (const [name, rival] of Object.entries<Rival>(rivals)) {
      sides.push([name, await enter(rival, plan)]);
    }
    for (const [, side] of sides) await side.warmUp();
    for (let round = 0; round < plan.rounds; round += 1) {
      for (const [, side] of sides) await side.offer();
    }
    for (let round = 0; round < plan.rounds; round += 1) {
      for (const [, side] of sides) await side.saturate();
    }
    // The entries have the names of the rivals, which `fromEntries` cannot know.
    return Object.fromEntries(sides.map(([name, side]) => [name, side.result()])) as Record<
      Name,
      ContestResult
    >;
  } finally {
    for (const [, side] of sides) side.close();
  }
}

interface Side {
  warmUp(): Promise<void>;
  offer(): Promise<void>;
  saturate(): Promise<void>;
  result(): ContestResult;
  close(): void;
}

async function enter(rival: Rival, plan: ContestPlan): Promise<Side> {
  const room = await rival.openRoom(plan.listeners);
  const { offeredPerSecond: perSecond, senders } = plan;
  const latencies: number[][] = [];
  const rates: number[] = [];
  let messages = 0;
  let cpuMs = 0;
  let lagMaxMs = 0;
  return {
    warmUp: async () => {
      await saturate(room, senders, plan.warmUpMs);
      await offerLoad(room, { perSecond, messages: perSecond });
    },
    offer: async () => {
      await rival.process.resetProbe();
      const load = { perSecond, messages: Math.round((perSecond * plan.offeredMs) / 1000) };
      latencies.push(await offerLoad(room, load));
      lagMaxMs = Math.max(lagMaxMs, (await rival.process.readProbe()).lagMaxMs);
    },
    saturate: async () => {
      await rival.process.resetProbe();
      const reached = await saturate(room, senders, plan.saturatedMs);
      rates.push(reached.perSecond);
      messages += reached.messages;
      cpuMs += (await rival.process.readProbe()).cpuMs;
    },
    result: () => ({ latencies, rates, cpuMsPerMessage: cpuMs / messages, lagMaxMs }),
    close: room.close,
  };
}
