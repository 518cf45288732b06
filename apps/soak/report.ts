import type { MemoryBound } from '../bench/src/memory-trend.ts';
import type { Violations } from './check/check-history.ts';
import { troubles as kinds } from './nemesis/troubles.ts';
import type { SoakResult } from './run-soak.ts';
import { memoryNeedsMs, type SoakPlan } from './soak-plan.ts';

/** The most that a client's memory may grow. */
const memoryBound: MemoryBound = { rssMbPerMinute: 1, heapMbPerMinute: 0.25 };
/** Of each kind of failure so many are named. */
const namedFailures = 5;

const ruleTexts: Readonly<Record<keyof Violations, string>> = {
  lost: 'acknowledged and lost',
  doubled: 'stored twice',
  invented: 'stored and never sent',
  unsettled: 'neither acknowledged nor refused',
  refusedUnasked: 'failed, and nobody had taken it back',
  refusedAndStored: 'failed and stored',
  disordered: 'out of order',
  changedWrongly: 'changed otherwise than asked for',
  receiptsBack: 'receipt moved back',
  uncaught: 'uncaught error',
};

/** One line for each promise that was broken; none: the soak passed. */
export function findFailures(plan: SoakPlan, result: SoakResult): string[] {
  const { violations, diverged, leftOpen, figures, troubles } = result;
  const failures = Object.entries(ruleTexts).flatMap(([rule, text]) =>
    // The texts have the keys of the violations.
    name(text, violations[rule as keyof Violations]),
  );
  failures.push(...name('still different', diverged), ...name('left open', leftOpen));
  if (figures.acknowledged === 0) failures.push('nothing was sent, so nothing was proved');
  const missing = Object.keys(kinds).filter((one) => troubles.every(({ kind }) => kind !== one));
  failures.push(...name('kinds of trouble that never came', missing));
  if (plan.loadMs < memoryNeedsMs) return failures;
  const { rssMbPerMinute = 0, heapMbPerMinute = 0 } = figures;
  if (rssMbPerMinute > memoryBound.rssMbPerMinute)
    failures.push(`the memory of a client grows by ${rssMbPerMinute.toFixed(2)} MB in a minute`);
  if (heapMbPerMinute > memoryBound.heapMbPerMinute)
    failures.push(`what a client keeps grows by ${heapMbPerMinute.toFixed(2)} MB in a minute`);
  return failures;
}

function name(what: string, cases: readonly string[]): string[] {
  if (cases.length === 0) return [];
  const more = cases.length > namedFailures ? `; and ${cases.length - namedFailures} more` : '';
  return [`${what}, ${cases.length}: ${cases.slice(0, namedFailures).join('; ')}${more}`];
}

/** What a person wants to know of a soak, a few lines. */
export function describeResult(plan: SoakPlan, result: SoakResult): string {
  const { violations, healedAfterMs, troubles, figures } = result;
  const { sent, acknowledged, refused, edits, deletions, gaps, convergeMs: times } = figures;
  const { rssMbPerMinute, rssMbMedian, heapMbPerMinute, heapMbMedian } = figures;
  const isJudged = plan.loadMs >= memoryNeedsMs;
  return [
    `lost ${violations.lost.length}, doubled ${violations.doubled.length}`,
    `${sent} sent, ${acknowledged} acknowledged, ${refused} refused; ${edits} edited, ${deletions} deleted; ${gaps} gaps; ${troubles.length} troubles`,
    times === undefined
      ? 'no message was shown by all'
      : `shown by all after p50 ${times.p50}, p95 ${times.p95}, p99 ${times.p99}, max ${times.max} ms; all the same ${healedAfterMs} ms after the last trouble`,
    rssMbPerMinute === undefined
      ? 'too short to say anything about memory'
      : `memory of the client that grew most: ${rssMbMedian?.toFixed(0)} MB, ${rssMbPerMinute.toFixed(2)} MB in a minute; live objects: ${heapMbMedian?.toFixed(1)} MB, ${heapMbPerMinute?.toFixed(2)} MB in a minute${isJudged ? '' : ' (warming up, not judged)'}`,
  ].join('\n');
}
