import type { Row } from '../src/row.ts';
import { foldAppendRows } from './fold-append.bench.ts';

/** Every row, in the order in which they run. A new row is added here. */
export const allRows: readonly Row[] = [...foldAppendRows];
