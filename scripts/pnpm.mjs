// Runs pnpm for the workspace: `node scripts/pnpm.mjs add -D something`. Only Node and npm are needed.
import './node-version.mjs';
import { isMain, main, runCommand } from './command.mjs';

/** The pnpm that the lockfile was written with. This is the only place that names it. */
export const PNPM_VERSION = '12.21.0';

/** What npm tells the scripts that it runs. pnpm would take it for its own settings. */
const NPM_VARIABLES = /^npm_(config|lifecycle|package)_/;

/**
 * Runs one pnpm command at the root of the workspace.
 *
 * @param {readonly string[]} args
 * @returns {Promise<number>} The exit code.
 */
export function pnpm(args) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !NPM_VARIABLES.test(name)),
  );
  return runCommand('npx', ['--yes', `pnpm@${PNPM_VERSION}`, ...args], { env, isLauncher: true });
}

if (isMain(import.meta.url)) await main(() => pnpm(process.argv.slice(2)));
