import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatFigures } from '../src/format-figures.ts';
import type { LoadRow, LoadRowResult } from '../src/load-row.ts';
import { judge } from '../src/load-row.ts';
import { buildServer } from './build-server.ts';

/** Beside the results and not in the system's temporary folder, which may be in memory: a commit has to reach a disk. */
const results = fileURLToPath(new URL('../results/', import.meta.url));

/**
 * Measures load rows one after the other and prints each.
 *
 * @param serverScript Built `confab-server`; without it, the one in this repository is built.
 * @param isQuick Fewer rounds where a row allows it.
 */
export async function runLoadRows(
  rows: readonly LoadRow[],
  serverScript: string | undefined,
  isQuick: boolean,
): Promise<LoadRowResult[]> {
  if (rows.length === 0) return [];
  const script = serverScript ?? buildServer();
  const measured: LoadRowResult[] = [];
  for (const row of rows) {
    const result = await measure(row, script, isQuick);
    console.log(formatFigures(result));
    measured.push(result);
  }
  return measured;
}

async function measure(
  row: LoadRow,
  serverScript: string,
  isQuick: boolean,
): Promise<LoadRowResult> {
  try {
    const figures = await withScratchFolder((folder) => row.run({ serverScript, folder, isQuick }));
    return judge(row.name, figures);
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    return { name: row.name, figures: [], failure };
  }
}

/** Gives `work` an empty folder on the disk of this repository and removes it afterwards. */
export async function withScratchFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  mkdirSync(results, { recursive: true });
  const folder = mkdtempSync(join(results, 'scratch-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
