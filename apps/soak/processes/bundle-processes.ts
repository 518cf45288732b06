import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

/** Scripts of the processes, as single files of JavaScript: eight compilers at once would be the load that is measured. */
export interface ProcessScripts {
  readonly server: string;
  readonly client: string;
  remove(): void;
}

/** Builds the scripts from the present sources. */
export function bundleProcesses(): ProcessScripts {
  // A folder that git ignores, from where packages are found that cannot be put into one file.
  const outdir = fileURLToPath(new URL(`../node_modules/.confab/${process.pid}`, import.meta.url));
  buildSync({
    entryPoints: ['server', 'client'].map((name) =>
      fileURLToPath(new URL(`${name}-main.ts`, import.meta.url)),
    ),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What is loaded only on demand is not loaded.
    splitting: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@confab/source'],
    external: ['libsql', 'ws', '@azure/communication-signaling'],
    // Packages of the other kind of module ask for this.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  return {
    server: join(outdir, 'server-main.mjs'),
    client: join(outdir, 'client-main.mjs'),
    remove: () => rmSync(outdir, { recursive: true, force: true }),
  };
}
