import { measureComposer } from '../lists/measure-composer.ts';
import { countConnectedRenders, measureConnected } from '../lists/measure-connected.ts';
import type { LoadRow } from '../src/load-row.ts';

const FEW = 1_000;
const MANY = 10_000;

/** The kit's whole connected thread on a real server, in Chromium. */
export const connectedThreadRows: readonly LoadRow[] = [
  {
    name: 'Connected thread: events from the server in Chromium',
    run: (site) =>
      measureConnected(site, {
        sizes: [FEW, MANY],
        rounds: site.isQuick ? 2 : 6,
        warmUpRounds: 1,
        times: 4,
      }),
  },
  {
    name: 'Connected thread: components rendered in Chromium',
    run: (site) => countConnectedRenders(site, FEW, 7),
  },
  {
    name: 'Connected thread: type while 20 messages/s arrive, 10,000 loaded, processor 4 × slower, in Chromium',
    run: (site) =>
      measureComposer(site, {
        size: MANY,
        messagesPerSecond: 20,
        throttling: 4,
        rounds: site.isQuick ? 1 : 4,
        keys: 30,
        keyIntervalMs: 80,
      }),
  },
];
