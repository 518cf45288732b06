import { contest } from '../load/contest.ts';
import type { ContestPlan } from '../load/contest.ts';
import { startCandidate, startFloor } from '../load/rivals.ts';
import { compareQuantile, compareRates } from '../src/compare-rounds.ts';
import type { Figure, LoadRow, LoadSite } from '../src/load-row.ts';

/** Sockets in one thread; 250 is the most that the protocol allows. */
const SIZES = [1, 50, 250];

/**
 * Many short rounds: a disturbance that lasts seconds then meets both servers. They begin when the JavaScript engine has
 * compiled what runs often: after some thousand messages, which takes the larger program longer.
 */
const PLAN: Omit<ContestPlan, 'listeners'> = {
  warmUpMs: 8_000,
  rounds: 8,
  offeredMs: 1_500,
  offeredPerSecond: 50,
  saturatedMs: 800,
  senders: 8,
};

/** Delivery by `confab-server`, against a server that only stores a row and writes to all sockets. */
export const deliveryRows: readonly LoadRow[] = SIZES.map((listeners) => ({
  name: `Deliver ${PLAN.offeredPerSecond} messages/s to ${listeners} socket${listeners === 1 ? '' : 's'} in one thread`,
  run: (site) => run(site, listeners),
}));

async function run({ folder, serverScript }: LoadSite, listeners: number): Promise<Figure[]> {
  const floor = await startFloor(folder);
  try {
    const server = await startCandidate(serverScript, folder);
    try {
      const { floor: least, 'confab-server': judged } = await contest(
        { floor, 'confab-server': server },
        { ...PLAN, listeners },
      );
      const latencies = { floor: least.latencies, 'confab-server': judged.latencies };
      const both = (pick: (side: typeof least) => number): Record<string, number> => ({
        floor: pick(least),
        'confab-server': pick(judged),
      });
      return [
        compareQuantile('delivery, p50', 0.5, latencies),
        compareQuantile('delivery, p95', 0.95, latencies),
        compareQuantile('delivery, p99', 0.99, latencies, { ratioAtMost: 1.5 }),
        compareRates(
          `throughput of ${PLAN.senders} senders`,
          { floor: least.rates, 'confab-server': judged.rates },
          { ratioAtLeast: 0.6 },
        ),
        {
          name: 'delivered, none lost, none twice',
          unit: 'deliveries',
          values: both((side) => side.latencies.flat().length),
        },
        {
          name: 'processor time of a message',
          unit: 'ms',
          values: both((side) => side.cpuMsPerMessage),
        },
        {
          name: 'longest delay of the event loop',
          unit: 'ms',
          values: both((side) => side.lagMaxMs),
          budget: { valueAtMost: 200 },
        },
      ];
    } finally {
      await server.process.stop();
    }
  } finally {
    await floor.process.stop();
  }
}
