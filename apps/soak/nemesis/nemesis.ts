import { setTimeout } from 'node:timers/promises';
import type { SeededRandom } from '../seeded-random.ts';
import { troubles, type TroubleStage } from './troubles.ts';

/** One trouble that came. */
export interface NemesisEntry {
  /** Milliseconds after the first action. */
  readonly atMs: number;
  readonly kind: string;
  readonly detail: string;
  readonly lastsMs: number;
}

export interface NemesisOptions {
  readonly stage: TroubleStage;
  readonly random: SeededRandom;
  readonly pauseMs: readonly [least: number, most: number];
  readonly troubleShare: number;
  readonly lastsMs: number;
  readonly onTrouble: (entry: NemesisEntry) => void;
}

/**
 * Lets troubles come one after the other, also over each other, in turns so that each kind comes as often as the others. Resolves when the time is
 * over and all have ended.
 */
export async function runNemesis(options: NemesisOptions): Promise<void> {
  const { stage, random, pauseMs, troubleShare, lastsMs, onTrouble } = options;
  const start = performance.now();
  const elapsed = (): number => performance.now() - start;
  const over = new AbortController();
  const running = new Map<string, Promise<void>>();
  let waiting = shuffle(Object.keys(troubles), random);

  /** Resolves when it has ended: after its time, or when all troubles are to end. */
  async function suffer(kind: string): Promise<void> {
    const trouble = troubles[kind]?.(stage, random);
    if (trouble === undefined) return;
    const lasts = trouble.usualMs * troubleShare;
    onTrouble({ atMs: elapsed(), kind, detail: trouble.detail, lastsMs: lasts });
    const end = await trouble.begin();
    await pass(lasts, over.signal);
    await end();
  }

  const failures: unknown[] = [];
  for (;;) {
    await pass(Math.min(random.between(...pauseMs), lastsMs - elapsed()), undefined);
    if (elapsed() >= lastsMs) break;
    // One of a kind at a time; what needs the server waits for it.
    const kind = waiting.find((name) => !running.has(name) && !needs(name, running));
    if (kind === undefined) continue;
    waiting = waiting.filter((name) => name !== kind);
    if (waiting.length === 0) waiting = shuffle(Object.keys(troubles), random);
    const suffering = suffer(kind)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => running.delete(kind));
    running.set(kind, suffering);
  }
  over.abort();
  await Promise.all(running.values());
  if (failures.length > 0) throw failures[0];
}

/** Tokens are revoked by a server that runs until it has done so. */
function needs(kind: string, running: ReadonlyMap<string, unknown>): boolean {
  const apart = ['tokens revoked', 'server killed'];
  return apart.includes(kind) && apart.some((other) => running.has(other));
}

async function pass(ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (ms <= 0) return;
  // An aborted wait is one that is over.
  await setTimeout(ms, undefined, signal === undefined ? {} : { signal }).catch(() => {});
}

function shuffle(kinds: readonly string[], random: SeededRandom): string[] {
  return kinds
    .map((kind) => ({ kind, place: random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ kind }) => kind);
}
