// `npm test`: every suite, in this order: unit, jsdom, Chromium and stories (vitest), end-to-end (Playwright), then a short soak.
// `npm test -- --only node,e2e` runs some of them; other arguments go to vitest. The last line sums up.
import './node-version.mjs';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { main, runScript, runTool, workspaceRoot } from './command.mjs';
import { install } from './install.mjs';
import { takeOnly } from './only-argument.mjs';
import { countPlaywright, countVitest } from './test-counts.mjs';

/** The suites that vitest runs: the names of its projects. */
const VITEST_SUITES = ['node', 'jsdom', 'browser', 'core-browser', 'storybook', 'storybook-dark'];
const SUITES = [...VITEST_SUITES, 'e2e', 'soak'];
/** What needs no browser. */
const PLAIN_SUITES = ['node', 'jsdom', 'soak'];

const reports = join(workspaceRoot, '.tmp', 'test-reports');

await main(async () => {
  const { chosen: suites, args } = takeOnly(process.argv.slice(2), SUITES, 'suite');
  console.log(`Confab: running the tests (${suites.join(', ')}).`);
  await install();
  if (suites.some((suite) => !PLAIN_SUITES.includes(suite))) {
    console.log(`Browser: ${await ensureBrowser()}`);
  }
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });

  const total = { passed: 0, failed: 0 };
  const projects = suites.filter((suite) => VITEST_SUITES.includes(suite));
  if (projects.length > 0) add(total, await runVitest(projects, args));
  if (suites.includes('e2e')) add(total, await runPlaywright());
  if (suites.includes('soak')) add(total, await runSoak());

  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
});

/**
 * @param {string[]} projects
 * @param {string[]} args
 */
async function runVitest(projects, args) {
  const report = join(reports, 'vitest.json');
  const code = await runTool('vitest', [
    'run',
    ...projects.map((project) => `--project=${project}`),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...args,
  ]);
  return settle('vitest', code, countVitest, report);
}

async function runPlaywright() {
  const report = join(reports, 'playwright.json');
  console.log('\nEnd-to-end tests:');
  const code = await runScript('apps/e2e', 'test', ['--reporter=list,json'], {
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return settle('Playwright', code, countPlaywright, report);
}

/** One test: it passes when no promise was broken. */
async function runSoak() {
  console.log('\nSoak:');
  const code = await runScript('apps/soak', 'smoke');
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * Reads a report; a suite that crashed or left none counts as a failure, whatever its report says.
 *
 * @param {string} name
 * @param {number} code
 * @param {(report: any) => import('./test-counts.mjs').Counts} count
 * @param {string} report
 */
function settle(name, code, count, report) {
  const counts = existsSync(report)
    ? count(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0 };
  if (code !== 0 && counts.failed === 0) {
    console.error(
      `${name} ended with exit code ${code} without naming a failed test: counted as one failure.`,
    );
    counts.failed = 1;
  }
  return counts;
}

/**
 * @param {import('./test-counts.mjs').Counts} total
 * @param {import('./test-counts.mjs').Counts} counts
 */
function add(total, counts) {
  total.passed += counts.passed;
  total.failed += counts.failed;
}
