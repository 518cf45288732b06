import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { findForbiddenImports, readImportGraph } from '../../../scripts/import-graph.ts';

const root = dirname(fileURLToPath(import.meta.url));
const entries = [
  'index.ts',
  'export/index.ts',
  'model/index.ts',
  'session/index.ts',
  'state/index.ts',
];

/** What shipped code may import by name, and how. Anything else needs a decision. */
const allowedPackages: Readonly<Record<string, RegExp>> = {
  '@azure/communication-common': /^(import|export) type /,
  // Loaded with the first start on a service that speaks Azure's realtime wire.
  '@azure/communication-signaling': /^(import type |export \{ CommunicationSignalingClient \})/,
  '@azure/core-client': /^import type /,
  '@azure/core-paging': /^import type /,
  '@azure/core-rest-pipeline': /^(import|export) type /,
  '@azure/logger': /^import /,
  // In a part of the session that pages load when they first store something.
  idb: /^import /,
  // Loaded by the first socket where the platform has none; here only its types are named.
  ws: /^typeof import\(/,
};

/** What belongs to the platform. Only src/platform may name it. */
const platformGlobals = [
  'fetch',
  'WebSocket',
  'crypto',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'requestAnimationFrame',
  'queueMicrotask',
  'indexedDB',
  'localStorage',
  'BroadcastChannel',
  'globalThis',
  'window',
  'document',
  'navigator',
  'performance',
  'process',
  'Buffer',
];

const modules = readImportGraph(root, entries);

describe('shipped code', () => {
  test('the walk finds the parts that it is to check', () => {
    const paths = modules.map((module) => module.path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'chat-client.ts',
        'rest/rest-client.ts',
        'realtime/web-socket-transport.ts',
        'platform/web-socket.ts',
        'model/limits.ts',
        'state/apply-batch.ts',
      ]),
    );
    expect(paths.filter((path) => path.includes('test'))).toEqual([]);
  });

  test('imports no React, nothing of Node, and no other package of the kit', () => {
    const refused = findForbiddenImports(
      modules,
      ({ specifier, statement }) => allowedPackages[specifier]?.test(statement) === true,
    );
    expect(refused).toEqual([]);
  });

  test('names the platform only in src/platform', () => {
    const found = modules
      .filter(({ path }) => !path.startsWith('platform/'))
      .flatMap(({ path, code }) => findPlatformNames(code).map((name) => `${path}: ${name}`));
    expect(found).toEqual([]);
  });
});

function findPlatformNames(code: string): string[] {
  const bare = code.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''");
  const names = platformGlobals.filter((name) =>
    // Neither a member nor a key of the same name.
    new RegExp(String.raw`(?<![.\w$#])${name}\b(?=\s*[.(])|\bnew ${name}\b`).test(bare),
  );
  return [...names, ...(bare.match(/\bDate\.now\(|\bMath\.random\(|\bnew Date\(\)/g) ?? [])];
}

test('in plain Node the package can be imported, opens nothing, and touches no global', () => {
  const script = `
    const names = Object.keys(globalThis);
    const core = await import('@confab/chat-core');
    await import('@confab/chat-core/model');
    await import('@confab/chat-core/session');
    await import('@confab/chat-core/state');
    const open = process.getActiveResourcesInfo().filter((name) => /Timeout|Socket|TCP/.test(name));
    const added = Object.keys(globalThis).filter((name) => !names.includes(name));
    process.stdout.write(JSON.stringify({ client: typeof core.ChatClient, open, added }));
  `;
  const flags = ['--import', 'tsx', '--conditions=@confab/source', '--input-type=module'];
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, '-e', script], {
    cwd: join(root, '..'),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({ client: 'function', open: [], added: [] });
});
