// Runs other programs so that signals reach them and nothing of them is left behind.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of the workspace. */
export const workspaceRoot = dirname(dirname(fileURLToPath(import.meta.url)));

const isWindows = process.platform === 'win32';

/** Signals that ask this process to stop, and are handed on to the program that it runs. */
const STOP_SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** How often to look whether npm is still there, ms. */
const PARENT_CHECK_MS = 250;

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd] Default: the root of the workspace.
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [isServer] The program runs until it is stopped, so stopping it is no failure.
 * It gets an IPC channel, whose end tells a Node program that we are gone, even after a kill -9.
 * @property {boolean} [isLauncher] The program does not hand signals on to what it starts, so the
 * whole group gets them.
 */

/**
 * Runs a program to its end, with its output on this terminal.
 *
 * The program leads a process group of its own: it gets each stop signal exactly once, from us, so
 * that it can stop its own children in order; whatever it leaves in the group is ended afterwards.
 * When a stop signal came, this process ends with the program and nothing further is run.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<number>} The exit code; 128 + n when signal n ended it, 127 when it could not be started.
 */
export function runCommand(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? workspaceRoot,
      env: options.env ?? process.env,
      stdio: [
        'ignore',
        'inherit',
        'inherit',
        ...(options.isServer ? [/** @type {const} */ ('ipc')] : []),
      ],
      detached: !isWindows,
      shell: isWindows && !command.endsWith('.exe'),
    });
    /** @type {NodeJS.Signals | undefined} */
    let stoppedBy;
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => {
      stoppedBy = signal;
      if (options.isLauncher) signalGroup(child.pid, signal);
      else child.kill(signal);
    };
    for (const signal of STOP_SIGNALS) process.on(signal, forward);
    const stopWatching = onParentGone(() => forward('SIGTERM'));
    /** @param {number} code */
    const finish = (code) => {
      stopWatching();
      for (const signal of STOP_SIGNALS) process.off(signal, forward);
      signalGroup(child.pid, 'SIGKILL');
      if (stoppedBy === undefined) resolve(code);
      else process.exit(options.isServer ? code : code || signalCode(stoppedBy));
    };
    child.once('error', (error) => {
      console.error(`"${command}" could not be started: ${error.message}`);
      finish(127);
    });
    child.once('exit', (code, signal) => finish(code ?? signalCode(signal)));
  });
}

/**
 * Runs a script of one package's manifest, without npm or pnpm in between: the program itself is
 * the child, so a signal reaches it directly. The script has to be one plain command.
 *
 * @param {string} folder The package's folder, relative to the root.
 * @param {string} script Its name in the manifest.
 * @param {readonly string[]} [args] Added at the end.
 * @param {{ env?: NodeJS.ProcessEnv, isServer?: boolean }} [options]
 * @returns {Promise<number>} The exit code.
 */
export function runScript(folder, script, args = [], options = {}) {
  const cwd = join(workspaceRoot, folder);
  const manifest = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8'));
  const text = manifest.scripts?.[script];
  if (typeof text !== 'string') {
    console.error(`${folder}/package.json has no script "${script}", so there is nothing to run.`);
    return Promise.resolve(127);
  }
  const [command = '', ...own] = text.split(' ');
  const folders = [join(cwd, 'node_modules', '.bin'), join(workspaceRoot, 'node_modules', '.bin')];
  return runCommand(command === 'node' ? process.execPath : command, [...own, ...args], {
    ...options,
    cwd,
    env: withPath(options.env ?? process.env, folders),
  });
}

/**
 * Runs a program of the root's dependencies.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options] `cwd` is the root unless given.
 * @returns {Promise<number>} The exit code.
 */
export function runTool(command, args, options = {}) {
  const env = withPath(options.env ?? process.env, [join(workspaceRoot, 'node_modules', '.bin')]);
  return runCommand(command, args, { ...options, env });
}

/**
 * The body of a script: its exit code is the task's, or 1 with the error's text.
 *
 * @param {() => Promise<number | void>} task
 */
export async function main(task) {
  try {
    process.exitCode = (await task()) ?? 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

/**
 * Whether a module is the script that Node was started with, not an import of another one.
 *
 * @param {string} moduleUrl Its `import.meta.url`.
 */
export function isMain(moduleUrl) {
  return process.argv[1] === fileURLToPath(moduleUrl);
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} folders
 * @returns {NodeJS.ProcessEnv}
 */
function withPath(env, folders) {
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...env, [name]: [...folders, env[name]].join(delimiter) };
}

/**
 * npm runs a script through a shell, and the shell dies of a signal without handing it on: losing
 * our parent is then the only sign that npm was told to stop.
 *
 * @param {() => void} act Called once.
 * @returns {() => void} Stops watching.
 */
function onParentGone(act) {
  const parent = process.ppid;
  if (isWindows || process.env['npm_lifecycle_event'] === undefined) return () => {};
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, PARENT_CHECK_MS);
  return () => clearInterval(timer);
}

/** @param {NodeJS.Signals | null} signal */
function signalCode(signal) {
  return 128 + (signal === null ? 0 : constants.signals[signal]);
}

/**
 * @param {number | undefined} pid
 * @param {NodeJS.Signals} signal
 */
function signalGroup(pid, signal) {
  if (pid === undefined || isWindows) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody of the group is left, which is what we want.
  }
}
