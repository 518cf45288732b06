// Keeps the figures of the slow tests: each part's newest ones, whichever parts ran together.

/**
 * @typedef {Record<string, unknown> & { passed: boolean, seconds: number }} PartFigures What one
 * part measured; `seconds` is how long it took.
 * @typedef {Record<string, string | number>} Machine Where it was measured.
 * @typedef {{ machine: Machine, parts: Record<string, PartFigures> }} SlowFigures
 */

/**
 * Puts the parts of one run over those that were measured before.
 *
 * @param {SlowFigures | undefined} before
 * @param {Machine} machine
 * @param {Record<string, PartFigures>} measured
 * @returns {SlowFigures}
 */
export function mergeFigures(before, machine, measured) {
  return { machine, parts: { ...before?.parts, ...measured } };
}

/**
 * The last lines of a run: one for each part, then the sum.
 *
 * @param {Record<string, PartFigures>} measured
 * @returns {string}
 */
export function formatSummary(measured) {
  const parts = Object.entries(measured);
  const failed = parts.filter(([, { passed }]) => !passed).length;
  const lines = parts.map(
    ([name, { passed, seconds }]) => `  ${name}: ${passed ? 'passed' : 'FAILED'} in ${seconds} s`,
  );
  return [...lines, `${parts.length - failed} passed, ${failed} failed`].join('\n');
}
