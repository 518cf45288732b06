// Has the tests of the hooks and the components run on React 18, which lives outside the workspace.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTool, workspaceRoot } from './command.mjs';
import { installLockedFolder } from './install-locked-folder.mjs';
import { countVitest } from './test-counts.mjs';

const folder = join('contract', 'react-18');

/** What imports React and comes from `node_modules`: it has to be loaded by Vite, or it would take React 19. */
const librariesOnReact = [
  /zustand/,
  /@tanstack\/react-query/,
  /@testing-library\/react/,
  /@ariakit/,
];

const testingLibraryModule = join(
  workspaceRoot,
  'packages/chat-react/node_modules/@testing-library/react/dist/@testing-library/react.esm.js',
);

/**
 * Settings of a vitest project on the React that is asked for: `CONFAB_REACT=18`, or none for that of the workspace.
 *
 * @param {string | undefined} major
 * @returns {{ alias?: { find: RegExp, replacement: string }[], inline?: RegExp[] }}
 */
export function reactSettings(major) {
  if (major === undefined) return {};
  if (major !== '18') {
    throw new Error(
      `CONFAB_REACT is ${JSON.stringify(major)}, so no test was run. It can be 18; without it the tests run on the React of the workspace.`,
    );
  }
  const installed = join(workspaceRoot, folder, 'node_modules');
  if (!existsSync(join(installed, 'react'))) {
    throw new Error(
      'React 18 is not installed, so no test was run. "npm run test:slow -- --only react-18" installs it and runs the tests on it.',
    );
  }
  return {
    alias: [
      { find: /^(react|react-dom)(\/.*)?$/, replacement: join(installed, '$1$2') },
      // Its CommonJS form would be loaded by Node, and with it React 19.
      { find: /^@testing-library\/react$/, replacement: testingLibraryModule },
      // On React 18 this is nothing but React's own.
      { find: /^use-sync-external-store\/shim$/, replacement: join(installed, 'react') },
    ],
    inline: librariesOnReact,
  };
}

/**
 * Runs the tests of the hooks and the components on React 18, and writes how many passed and failed into the file that `CONFAB_FIGURES_FILE` names.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} 0 when all have passed.
 */
export async function testOnReact18(env) {
  const installed = await installLockedFolder(folder);
  if (installed !== 0) return installed;
  const report = join(workspaceRoot, '.tmp', 'react-18.json');
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runTool(
    'vitest',
    ['run', '--project=jsdom', ...reporters, 'packages/chat-react', 'packages/chat-ui'],
    { env: { ...env, CONFAB_REACT: '18' } },
  );
  const figuresFile = env['CONFAB_FIGURES_FILE'];
  if (figuresFile !== undefined && existsSync(report)) {
    const { passed, failed } = countVitest(JSON.parse(readFileSync(report, 'utf8')));
    writeFileSync(figuresFile, JSON.stringify({ passedTests: passed, failedTests: failed }));
  }
  return code;
}
