import type { Budget } from '../src/budget.ts';
import type { Figure } from '../src/load-row.ts';
import { median, medianRatio } from '../src/statistics.ts';
import { compareLists, noSamples } from './compare-lists.ts';
import type { ListName } from './list-page-contract.ts';
import { inTurn, openLists } from './list-session.ts';
import type { ListOperation, ListSession } from './list-session.ts';
import type { PageSite } from './measured-page.ts';

/** How changes are measured. */
export interface ChangePlan {
  readonly sizes: readonly number[];
  /** Mounts in fresh pages take long, so there are fewer of them. */
  readonly firstMounts: { readonly size: number; readonly rounds: number };
  readonly rounds: number;
  readonly warmUpRounds: number;
  /** How often each operation happens in one turn. */
  readonly times: number;
}

type Step = 'first mount' | 'mount' | ListOperation;
type Samples = Map<string, Record<ListName, number[]>>;

const operations: readonly ListOperation[] = ['append', 'edit', 'receipt', 'typing', 'idle'];
const NEAR_BARE: Budget = { ratioAtMost: 1.5 };
const FLAT: Budget = { ratioAtMost: 1.5 };
const BUDGETS: Readonly<Partial<Record<Step, Budget>>> = {
  mount: NEAR_BARE,
  append: NEAR_BARE,
  edit: NEAR_BARE,
  receipt: NEAR_BARE,
  typing: NEAR_BARE,
};
const labels: Readonly<Record<Step, string>> = {
  'first mount': 'first mount in a fresh page',
  mount: 'mount to settled',
  append: 'append a message',
  edit: 'edit a message',
  receipt: 'a receipt',
  typing: 'typing line comes or goes',
  idle: 'nothing, for two frames',
};

/** Mounts and changes the lists at every size, in turns, and compares the processor time of their main threads. */
export async function measureChanges(site: PageSite, plan: ChangePlan): Promise<Figure[]> {
  const samples: Samples = new Map();
  await measureFirstMounts(site, samples, plan);
  const sessions = await openLists(site);
  for (let round = -plan.warmUpRounds; round < plan.rounds; round += 1) {
    for (const size of plan.sizes) {
      for (const session of inTurn(sessions, round + plan.warmUpRounds)) {
        const turn = await takeTurn(session, size, plan.times);
        if (round < 0) continue;
        for (const [step, ms] of turn) samplesOf(samples, step, size)[session.name].push(ms);
      }
    }
  }
  for (const { page } of sessions) await page.close();
  return [
    ...[...samples].map(([key, ofLists]) => {
      const [step, size] = parseKey(key);
      return compareLists(`${labels[step]}, ${format(size)}`, 'ms', ofLists, BUDGETS[step]);
    }),
    ...compareSizes(samples, plan),
  ];
}

/** Nothing is compiled yet in a fresh page: what the first thread of a visit costs. */
async function measureFirstMounts(
  site: PageSite,
  samples: Samples,
  { firstMounts: { size, rounds } }: ChangePlan,
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const sessions = await openLists(site);
    for (const session of inTurn(sessions, round)) {
      samplesOf(samples, 'first mount', size)[session.name].push(await session.mount(size));
      await session.page.close();
    }
  }
}

async function takeTurn(
  session: ListSession,
  size: number,
  times: number,
): Promise<readonly (readonly [Step, number])[]> {
  const mount = await session.mount(size);
  const turn: (readonly [Step, number])[] = [['mount', mount]];
  for (const operation of operations) {
    turn.push([operation, await session.time(operation, times)]);
    // Not every list is at its end after some appends, and a change that is out of sight costs less.
    if (operation === 'append') await session.call('toEnd');
  }
  await session.unmount();
  return turn;
}

/** An operation on a long thread beside the same on a short one. */
function compareSizes(samples: Samples, { sizes }: ChangePlan): Figure[] {
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  if (least === most) return [];
  return (['append', 'edit', 'receipt', 'typing'] as const).map((step): Figure => {
    const short = samplesOf(samples, step, least).MessageList;
    const long = samplesOf(samples, step, most).MessageList;
    return {
      name: `${labels[step]}, a long thread beside a short one`,
      unit: 'ms',
      values: { [format(least)]: median(short), [format(most)]: median(long) },
      ratio: medianRatio(long, short),
      budget: FLAT,
    };
  });
}

function samplesOf(samples: Samples, step: Step, size: number): Record<ListName, number[]> {
  const key = `${step}/${size}`;
  const found = samples.get(key) ?? noSamples();
  samples.set(key, found);
  return found;
}

function parseKey(key: string): [Step, number] {
  const [step, size] = key.split('/');
  // Keys are made by samplesOf alone.
  return [step as Step, Number(size)];
}

function format(count: number): string {
  return count.toLocaleString('en');
}
