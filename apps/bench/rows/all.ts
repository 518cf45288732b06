import type { LoadRow } from '../src/load-row.ts';
import type { Row } from '../src/row.ts';
import { clientRows } from './clients.load.ts';
import { connectedThreadRows } from './connected-thread.load.ts';
import { decodePageRows } from './decode-page.bench.ts';
import { deliveryRows } from './delivery.load.ts';
import { foldAppendRows } from './fold-append.bench.ts';
import { foldCostRows } from './fold-cost.bench.ts';
import { listRows } from './lists.load.ts';
import { messageListRows } from './message-list.load.ts';

/** Every row that runs in this process, in the order in which they run. A new one is added here. */
export const allRows: readonly Row[] = [...foldAppendRows, ...foldCostRows, ...decodePageRows];

/** Every row that runs servers or a browser, after the others. A new one is added here. */
export const allLoadRows: readonly LoadRow[] = [
  ...clientRows,
  ...deliveryRows,
  ...listRows,
  ...messageListRows,
  ...connectedThreadRows,
];
