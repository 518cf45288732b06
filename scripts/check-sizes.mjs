// Weighs what apps import, prints a table, and compares with the budgets.
import { measureSize } from './measure-size.mjs';
import { measuredImports } from './size-budgets.mjs';

/**
 * @param {string} app Folder of an app that has the packed packages.
 * @returns {Promise<number>} 0 when every budget is kept.
 */
export async function checkSizes(app) {
  let missed = 0;
  /**
   * @param {number} bytes
   * @param {number | undefined} budget
   */
  function judge(bytes, budget) {
    if (budget === undefined) return '';
    const isOver = bytes > budget;
    if (isOver) missed += 1;
    return `  at most ${format(budget)}: ${isOver ? 'MISSED' : 'kept'}`;
  }

  for (const { name, code, external, budget, laterBudgets = {} } of measuredImports) {
    const { bytes, lazy } = await measureSize(code, app, external);
    console.log(`  ${format(bytes).padStart(8)}  ${name}${judge(bytes, budget)}`);
    for (const part of lazy) {
      const verdict = judge(part.bytes, laterBudgets[part.name]);
      console.log(`  ${' '.repeat(8)}  + ${format(part.bytes)} later: ${part.name}${verdict}`);
    }
    const absent = Object.keys(laterBudgets).filter((one) =>
      lazy.every((part) => part.name !== one),
    );
    if (absent.length > 0) {
      missed += 1;
      console.error(
        `  No such part is loaded later, so its budget says nothing: ${absent.join(', ')}`,
      );
    }
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
