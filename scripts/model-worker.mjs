// Bundles the model test and runs it in processes of its own: nothing but the model is loaded there, and nothing is imported while it runs.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { workspaceRoot } from './command.mjs';

const source = join(workspaceRoot, 'packages', 'chat-core', 'src', 'convergence', 'worker.ts');

/**
 * @typedef {import('../packages/chat-core/src/convergence/worker.ts').Job} Job
 * @typedef {import('../packages/chat-core/src/convergence/run-model.ts').ModelResult} ModelResult
 */

/**
 * Makes one file of the model test.
 *
 * @param {string} name - Of the file. Those who may bundle at the same time use different ones.
 * @returns {Promise<string>} Its path.
 */
export async function bundleWorker(name) {
  const bundle = join(workspaceRoot, '.tmp', 'model', `${name}.mjs`);
  await build({
    entryPoints: [source],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@confab/source'],
    // Some of what is bundled is CommonJS, and asks for Node's own modules.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  return bundle;
}

/**
 * Does the jobs, one after another, in a process of their own.
 *
 * @param {string} bundle
 * @param {readonly Job[]} jobs
 * @returns {Promise<ModelResult[]>} One result for each job.
 */
export function runWorker(bundle, jobs) {
  return new Promise((resolve, reject) => {
    // Worlds are short-lived: with room for a few of them little is ever collected twice.
    const args = ['--max-semi-space-size=64', bundle, ...jobs.map((job) => JSON.stringify(job))];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (data) => {
      output += data;
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      const results = output
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
      if (code === 0 && results.length === jobs.length) resolve(results);
      else
        reject(new Error(`A process of the model test ended with ${code}; its output is above.`));
    });
  });
}
