// Weighs what apps import, prints a table, and compares with the budgets.
import { measureSize } from './measure-size.mjs';
import { measuredImports } from './size-budgets.mjs';

/**
 * @param {string} app Folder of an app that has the packed packages.
 * @returns {Promise<number>} 0 when every budget is kept.
 */
export async function checkSizes(app) {
  let missed = 0;
  for (const { name, code, external, budget } of measuredImports) {
    const { bytes, lazy } = await measureSize(code, app, external);
    const isOver = budget !== undefined && bytes > budget;
    if (isOver) missed += 1;
    const verdict =
      budget === undefined ? '' : `  at most ${format(budget)}: ${isOver ? 'MISSED' : 'kept'}`;
    console.log(`  ${format(bytes).padStart(8)}  ${name}${verdict}`);
    for (const part of lazy)
      console.log(`  ${' '.repeat(8)}  + ${format(part.bytes)} later: ${part.name}`);
  }
  if (missed > 0) {
    console.error(
      '  Pages would load more than the budgets in scripts/size-budgets.mjs allow. Make the code smaller, or load a part of it later.',
    );
  }
  return missed === 0 ? 0 : 1;
}

/** @param {number} bytes */
function format(bytes) {
  return bytes.toLocaleString('en');
}
