// Finds a Chromium for the suites that need a real browser, and installs one when there is none.
// Run it directly to do both: `node scripts/browser.mjs`.
import './node-version.mjs';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { isMain, main, runCommand } from './command.mjs';

/** The environment variable that names a browser to use instead of the one we would find. */
const BROWSER_VARIABLE = 'CONFAB_BROWSER';

/** Command names of Chromium, Chrome and Edge on Linux, in order of preference. */
const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

/** Chat text is in many scripts: without these the pictures of it show empty boxes. */
const DEBIAN_PACKAGES = ['chromium', 'fonts-noto-core', 'fonts-noto-cjk', 'fonts-noto-color-emoji'];

/** Switches that keep the browser quiet, offline and able to run as root in a container. */
const LAUNCH_ARGUMENTS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Finds a Chromium-family browser on this machine, without installing anything.
 *
 * Looks at `CONFAB_BROWSER`, then the system, then Playwright's own download.
 *
 * @returns {string | undefined} The path of its executable, or undefined when there is none.
 * @throws {Error} When `CONFAB_BROWSER` names a file that cannot be run: a wrong choice is not replaced silently.
 */
function findBrowser() {
  const chosen = process.env[BROWSER_VARIABLE];
  if (chosen) {
    if (isExecutable(chosen)) return chosen;
    throw new Error(
      `${BROWSER_VARIABLE} is "${chosen}", which is not a program that can be run, so no browser test can start. ` +
        `Set it to the path of a Chromium, Chrome or Edge executable, or unset it.`,
    );
  }
  return systemPaths().find(isExecutable) ?? playwrightBrowser();
}

/**
 * Launch options for Playwright, shared by every suite that starts a browser.
 *
 * @returns {{ executablePath?: string, chromiumSandbox: boolean, args: string[] }} Without
 * `executablePath` when no browser was found: Playwright then reports its own clear error.
 */
export function launchOptions() {
  const executablePath = findBrowser();
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    chromiumSandbox: false,
    args: [...LAUNCH_ARGUMENTS],
  };
}

/**
 * Finds a browser, or installs one: first Playwright's Chromium, then Debian's packages when root.
 *
 * @returns {Promise<string>} The path of its executable.
 * @throws {Error} When no way worked; the text says what to do.
 */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found !== undefined) return found;

  console.log('No Chromium, Chrome or Edge found. Installing Chromium for the tests…');
  const require = createRequire(import.meta.url);
  const playwrightCommand = join(require.resolve('playwright/package.json'), '..', 'cli.js');
  await runCommand(process.execPath, [playwrightCommand, 'install', 'chromium']);
  const own = playwrightBrowser();
  if (own !== undefined && (await canStart(own))) return own;

  if (isDebian() && process.getuid?.() === 0) {
    console.log("Playwright's Chromium does not run here. Installing Debian's…");
    await runCommand('apt-get', ['update']);
    await runCommand('apt-get', ['install', '-y', '--no-install-recommends', ...DEBIAN_PACKAGES]);
    const system = systemPaths().find(isExecutable);
    if (system !== undefined) return system;
  }
  throw new Error(
    'No browser could be found or installed, so the browser suites cannot run. ' +
      `Install Chromium, Chrome or Edge, or set ${BROWSER_VARIABLE} to the path of its executable, and try again.`,
  );
}

/** @returns {string[]} Where a browser usually is on this platform. */
function systemPaths() {
  if (process.platform === 'darwin') {
    return [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ];
  }
  if (process.platform === 'win32') {
    const roots = [
      process.env['ProgramFiles'],
      process.env['ProgramFiles(x86)'],
      process.env['LocalAppData'],
    ].filter((root) => root !== undefined);
    return roots.flatMap((root) => [
      join(root, 'Google/Chrome/Application/chrome.exe'),
      join(root, 'Chromium/Application/chrome.exe'),
      join(root, 'Microsoft/Edge/Application/msedge.exe'),
    ]);
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
}

/** @returns {string | undefined} Playwright's own Chromium, if it was downloaded. */
function playwrightBrowser() {
  try {
    const path = createRequire(import.meta.url)('playwright').chromium.executablePath();
    return existsSync(path) ? path : undefined;
  } catch {
    // Playwright is not installed yet: the system's browser is all there can be.
    return undefined;
  }
}

/**
 * A downloaded browser may lack system libraries: only starting it tells.
 *
 * @param {string} path
 */
async function canStart(path) {
  return (await runCommand(path, ['--version'])) === 0;
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isDebian() {
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

if (isMain(import.meta.url)) await main(async () => console.log(await ensureBrowser()));
