import { readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { OpenResources } from './client-calls.ts';

/** What this process holds open now. */
export function countOpenResources(): OpenResources {
  const active = process.getActiveResourcesInfo();
  const count = (kind: RegExp): number => active.filter((name) => kind.test(name)).length;
  return {
    timers: count(/Timeout|Immediate/),
    sockets: count(/TCP|TLS/),
    descriptors: countDescriptors(),
    listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
  };
}

/** Waits until no more is open than before, at most so long; resolves to what is open then. */
export async function untilClosed(
  before: OpenResources,
  patienceMs: number,
): Promise<OpenResources> {
  const end = performance.now() + patienceMs;
  for (;;) {
    // The database driver closes files when what has used them is collected.
    globalThis.gc?.();
    const now = countOpenResources();
    if (!hasMore(now, before) || performance.now() > end) return now;
    await setTimeout(100);
  }
}

/** Whether one of them holds more of anything. */
export function hasMore(after: OpenResources, before: OpenResources): boolean {
  return (
    after.timers > before.timers ||
    after.sockets > before.sockets ||
    after.descriptors > before.descriptors ||
    after.listeners > before.listeners
  );
}

function countDescriptors(): number {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    // Only Linux says so.
    return 0;
  }
}
