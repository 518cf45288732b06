import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { BuildOptions } from 'esbuild';
import { loadSelfSignedCertificate } from '../../../packages/chat-server/src/node/self-signed-certificate.ts';
import { startServer } from '../load/server-process.ts';
import { createMessagePage } from './message-page.ts';
import type { ClientPlan, ClientTurns } from './measure-clients.ts';
import type { TurnPlan } from './take-turns.ts';

/** Where the clients run. */
export type Place = 'Chromium' | 'Node';

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/**
 * Lets the clients take turns against a server that gives recorded answers over https, which the official client
 * insists on. Clients and server are in processes of their own.
 *
 * @param folder An empty one below this package, which is where Node looks for the official client.
 * @throws {Error} When the clients could not be measured.
 */
export async function runClients(
  place: Place,
  folder: string,
  turns: TurnPlan,
): Promise<ClientTurns> {
  await loadSelfSignedCertificate({ folder, names: [], clock: { now: () => Date.now() } });
  writeFileSync(join(folder, 'page.json'), JSON.stringify(createMessagePage(200)));
  await bundleClients(folder);
  const server = await startServer(here('answer-server.mjs'), [folder]);
  try {
    const script = place === 'Node' ? join(folder, 'in-node.js') : here('in-chromium.mjs');
    return await measureIn(script, { endpoint: server.endpoint, turns }, folder);
  } finally {
    await server.stop();
  }
}

/** As an app has them: minified for the page; for Node without the packages, which it loads itself. */
async function bundleClients(folder: string): Promise<void> {
  const common: BuildOptions = {
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['@confab/source'],
    outdir: folder,
  };
  await build({
    ...common,
    entryPoints: [here('in-browser.ts')],
    platform: 'browser',
    minify: true,
  });
  await build({
    ...common,
    entryPoints: [here('in-node.ts')],
    platform: 'node',
    external: ['@azure/communication-chat', '@azure/communication-signaling', 'ws'],
  });
}

async function measureIn(script: string, plan: ClientPlan, folder: string): Promise<ClientTurns> {
  const child = spawn(process.execPath, [script, JSON.stringify(plan)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'tls-cert.pem') },
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => (text += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) {
    throw new Error(`${script} ended with exit code ${code}, so nothing was measured. See above.`);
  }
  // What measure-clients.ts returned there.
  return JSON.parse(text) as ClientTurns;
}
