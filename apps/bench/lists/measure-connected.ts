import type { Budget } from '../src/budget.ts';
import type { Figure, LoadSite } from '../src/load-row.ts';
import { median, medianRatio } from '../src/statistics.ts';
import { lowestOf, noSamples } from './compare-lists.ts';
import type { ListSamples } from './compare-lists.ts';
import { openConnectedScene } from './connected-scene.ts';
import type { ConnectedScene } from './connected-scene.ts';
import { connectedOperations, openConnected } from './connected-session.ts';
import type { ConnectedOperation, ConnectedSession } from './connected-session.ts';
import { bareLists } from './list-page-contract.ts';
import { openLists } from './list-session.ts';
import type { ListSession } from './list-session.ts';
import { withPages } from './measured-page.ts';

/** How the connected thread is measured. */
export interface ConnectedPlan {
  /** Loaded messages, the fewest first. */
  readonly sizes: readonly number[];
  readonly rounds: number;
  readonly warmUpRounds: number;
  /** How often each operation happens in one turn. */
  readonly times: number;
}

interface Side {
  readonly size: number;
  readonly session: ConnectedSession;
  readonly bare: readonly ListSession[];
  readonly samples: Readonly<Record<ConnectedOperation, Record<keyof ListSamples, number[]>>>;
}

const FLAT: Budget = { ratioAtMost: 1.5 };
const NAME = 'ChatThread';

/**
 * Lets somebody else write, edit, read and type at a real server, and compares the processor time of the page that shows it,
 * from the event on its socket to the paint, with the same change of a bare list that gets it from a store in its page.
 */
export async function measureConnected(site: LoadSite, plan: ConnectedPlan): Promise<Figure[]> {
  const scenes: ConnectedScene[] = [];
  try {
    for (const size of plan.sizes) scenes.push(await openConnectedScene(site, size));
    return await withPages(
      { entry: 'list-page.tsx', isCounted: false },
      site.folder,
      async (listSite) =>
        withPages(
          { entry: 'connected-page.tsx', isCounted: false },
          site.folder,
          async (connectedSite) => {
            const sides: Side[] = [];
            for (const [at, scene] of scenes.entries()) {
              const size = plan.sizes[at] ?? 0;
              const session = await openConnected(connectedSite, scene, size);
              const bare = await openLists(listSite, bareLists);
              for (const list of bare) await list.mount(size);
              sides.push({ size, session, bare, samples: noConnectedSamples() });
            }
            await takeRounds(sides, plan);
            return [...sides.flatMap(figuresOf), ...compareSides(sides)];
          },
        ),
    );
  } finally {
    for (const scene of scenes) await scene.stop();
  }
}

function noConnectedSamples(): Side['samples'] {
  return { append: noSamples(), edit: noSamples(), receipt: noSamples(), typing: noSamples() };
}

async function takeRounds(sides: readonly Side[], plan: ConnectedPlan): Promise<void> {
  for (let round = -plan.warmUpRounds; round < plan.rounds; round += 1) {
    for (const operation of connectedOperations) {
      for (const { session, bare, samples } of sides) {
        const ofConnected = await timeConnected(session, operation, plan.times);
        if (round >= 0) samples[operation].MessageList.push(ofConnected);
        for (const list of bare) {
          const ms = await list.time(operation, plan.times);
          if (round >= 0) samples[operation][list.name].push(ms);
          if (operation === 'append') await list.call('toEnd');
        }
      }
    }
  }
}

async function timeConnected(
  session: ConnectedSession,
  operation: ConnectedOperation,
  times: number,
): Promise<number> {
  let spent = 0;
  for (let time = 0; time < times; time += 1) {
    const { before, after } = await session.happen(operation, session.page.readThreadMs);
    spent += after - before;
  }
  return spent / times;
}

function figuresOf({ size, samples }: Side): Figure[] {
  return connectedOperations.map((operation): Figure => {
    const ofLists = samples[operation];
    const lowest = lowestOf(ofLists);
    return {
      name: `${operation}, ${size.toLocaleString('en')} loaded`,
      unit: 'ms',
      values: { [lowest]: median(ofLists[lowest]), [NAME]: median(ofLists.MessageList) },
      ratio: medianRatio(ofLists.MessageList, ofLists[lowest]),
    };
  });
}

/** Every operation with many messages loaded beside the same with few. */
function compareSides(sides: readonly Side[]): Figure[] {
  const [few, many] = [sides[0], sides.at(-1)];
  if (few === undefined || many === undefined || few === many) return [];
  return connectedOperations.map((operation): Figure => {
    const [short, long] = [few, many].map(({ samples }) => samples[operation].MessageList);
    if (short === undefined || long === undefined) throw new Error('There are no samples.');
    return {
      name: `${operation}, many loaded beside few`,
      unit: 'ms',
      values: {
        [few.size.toLocaleString('en')]: median(short),
        [many.size.toLocaleString('en')]: median(long),
      },
      ratio: medianRatio(long, short),
      budget: FLAT,
    };
  });
}

/** Counts the components that React runs in the connected thread for one event. */
export async function countConnectedRenders(
  site: LoadSite,
  size: number,
  times: number,
): Promise<Figure[]> {
  const scene = await openConnectedScene(site, size);
  try {
    return await withPages(
      { entry: 'counted-connected-page.ts', isCounted: true },
      site.folder,
      async (counted) => {
        const session = await openConnected(counted, scene, size);
        const figures: Figure[] = [];
        for (const operation of connectedOperations) {
          const counts: number[] = [];
          for (let time = 0; time < times; time += 1) {
            const read = (): ReturnType<typeof takeRenders> => takeRenders(session);
            const { after } = await session.happen(operation, read);
            counts.push(after);
          }
          const name = `components rendered for one ${operation}`;
          figures.push({ name, unit: 'renders', values: { [NAME]: median(counts) } });
        }
        return figures;
      },
    );
  } finally {
    await scene.stop();
  }
}

async function takeRenders({ call }: ConnectedSession): Promise<number> {
  return (await call('takeRenders')).reduce((sum, [, count]) => sum + count, 0);
}
