import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../contract/communication-react', import.meta.url));
const built = join(folder, 'dist');

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Azure's own chat UI in a page on this computer. */
export interface OfficialUi {
  /** Address of the page; who looks at which thread goes behind a `#`. */
  readonly url: string;
  /** Milliseconds that its build took. */
  readonly buildMs: number;
  /** Bytes of its code, neither minified nor compressed. */
  readonly codeBytes: number;
  stop(): void;
}

/**
 * Builds the page and serves it.
 * @throws {Error} When it is not installed or cannot be built; what the bundler printed says why.
 */
export async function startOfficialUi(): Promise<OfficialUi> {
  const start = performance.now();
  await buildPage();
  const buildMs = Math.round(performance.now() - start);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = resolve(built, `.${pathname === '/' ? '/index.html' : pathname}`);
    try {
      if (!file.startsWith(built + sep)) throw new Error('That is outside of the page.');
      const content = readFileSync(file);
      response.setHeader('Content-Type', mediaTypes[extname(file)] ?? 'application/octet-stream');
      response.end(content);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    buildMs,
    codeBytes: sumOfBytes(join(built, 'assets')),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function buildPage(): Promise<void> {
  const bundler = join(folder, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [bundler, 'build'], { cwd: folder });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const [code] = await once(child, 'close');
  if (code === 0) return;
  throw new Error(
    `Azure's chat UI could not be built, so it was not tried. If it is not installed, run \`node scripts/official-ui.mjs\`. The bundler printed:\n${output}`,
  );
}

function sumOfBytes(path: string): number {
  return readdirSync(path)
    .map((name) => statSync(join(path, name)).size)
    .reduce((sum, bytes) => sum + bytes, 0);
}
