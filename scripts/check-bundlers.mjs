// Bundles an app that uses the packed client, with every bundler, and runs the results against the packed chat server.
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';
import { ensureBrowser, launchOptions } from './browser.mjs';
import { bundlers } from './bundlers.mjs';
import { runCommand, workspaceRoot } from './command.mjs';
import { serveFolder } from './serve-folder.mjs';

/** How long an app may take to hear its own message, ms. */
const PATIENCE_MS = 15_000;

/** In the code of Azure's realtime library and nowhere else: the name by which it registers. */
const SIGNALING_MARK = 'AcsWeb_Chat_';

/**
 * @typedef {object} Place Where an app finds a service, and who it is there.
 * @property {string} endpoint
 * @property {string} token
 */

/**
 * @param {string} app Folder of an app that has the packed packages.
 * @returns {Promise<number>} 0 when every bundler is content and every result works.
 */
export async function checkBundlers(app) {
  const source = join(workspaceRoot, 'contract', 'bundlers');
  for (const file of ['app.js', 'index.html']) cpSync(join(source, file), join(app, file));
  const problems = [];
  for (const [name, bundle] of Object.entries(bundlers)) {
    const start = performance.now();
    const out = join(app, 'out', name);
    for (const warning of await bundle(app, out)) problems.push(`${name} warns: ${warning}`);
    // Only Vite begins with a page.
    if (!existsSync(join(out, 'index.html')))
      cpSync(join(source, 'index.html'), join(out, 'index.html'));
    console.log(`  ${name} took ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  const { endpoint, service, close } = await startPackedServer(app);
  try {
    const { token } = await service.createUser('Ada');
    problems.push(...(await tryInPages(join(app, 'out'), { endpoint, token })));
    if ((await tryInNode(app, { endpoint, token })) !== 0) problems.push('Node: see above.');
  } finally {
    await close();
  }
  for (const problem of problems) console.error(`  ${problem}`);
  return problems.length === 0 ? 0 : 1;
}

/** @param {string} app */
async function startPackedServer(app) {
  const entry = join(app, 'node_modules/@confab/chat-server/dist/node/index.js');
  /** @type {typeof import('../packages/chat-server/src/node/index.ts')} */
  const { serveChatService } = await import(pathToFileURL(entry).href);
  return await serveChatService({ port: 0, storage: 'memory', rateLimits: 'off' });
}

/**
 * @param {string} folder The results, one folder for each bundler.
 * @param {Place} place
 * @returns {Promise<string[]>} What is wrong.
 */
async function tryInPages(folder, place) {
  await ensureBrowser();
  const pages = await serveFolder(folder);
  const browser = await chromium.launch(launchOptions());
  try {
    const problems = [];
    for (const name of Object.keys(bundlers)) {
      const page = await browser.newPage();
      problems.push(
        ...(await tryInPage(page, `${pages.url}/${name}/index.html`, place)).map(
          (text) => `${name}: ${text}`,
        ),
      );
      await page.close();
    }
    return problems;
  } finally {
    await browser.close();
    await pages.close();
  }
}

/**
 * @param {import('playwright').Page} page
 * @param {string} url
 * @param {Place} place
 */
async function tryInPage(page, url, place) {
  /** @type {string[]} */
  const problems = [];
  /** @type {Promise<string>[]} */
  const scripts = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response.text());
  });
  const hasSignaling = async () =>
    (await Promise.all(scripts)).some((text) => text.includes(SIGNALING_MARK));
  /** @param {string} transport */
  const chat = async (transport) => {
    const heard = await page.evaluate(runApp, { ...place, transport, patienceMs: PATIENCE_MS });
    if (heard !== `Sent by ${transport}`) problems.push(`over ${transport} it heard: ${heard}`);
  };
  await page.goto(url);
  await chat('web-socket');
  if (await hasSignaling()) problems.push("Azure's library is loaded without need.");
  await chat('signaling');
  if (!(await hasSignaling())) problems.push("Azure's library is not what was loaded.");
  return problems;
}

/**
 * Runs in the page.
 *
 * @param {Place & { transport: string, patienceMs: number }} given
 * @returns {Promise<string>} What arrived, or what went wrong and why.
 */
async function runApp({ endpoint, token, transport, patienceMs }) {
  // The app has put it there.
  const { tryChat } = /** @type {{ tryChat: (...given: string[]) => Promise<string> }} */ (
    /** @type {unknown} */ (globalThis)
  );
  const late = new Promise((resolve) => setTimeout(resolve, patienceMs, 'nothing in time'));
  return await Promise.race([tryChat(endpoint, token, transport), late]).catch(
    (error) => `${error}, because of: ${error.cause}`,
  );
}

/**
 * As installed, without a bundler, the client has to load in Node, to open nothing until it is used, and to work.
 *
 * @param {string} app
 * @param {Place} place
 */
function tryInNode(app, place) {
  const script = `
    const names = Object.keys(globalThis);
    for (const entry of ['', '/model', '/session', '/state']) await import('@confab/chat-core' + entry);
    const added = Object.keys(globalThis).filter((name) => !names.includes(name));
    const opened = process.getActiveResourcesInfo().filter((name) => /Timeout|Socket|TCP/.test(name));
    if (added.length + opened.length > 0) throw new Error('It opens at import: ' + [...added, ...opened]);
    await import('./app.js');
    const heard = await tryChat(${JSON.stringify(place.endpoint)}, ${JSON.stringify(place.token)}, 'polling');
    if (heard !== 'Sent by polling') throw new Error('It heard: ' + heard);
  `;
  return runCommand(process.execPath, ['--input-type=module', '-e', script], { cwd: app });
}
