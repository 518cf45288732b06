import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The page of a session, built. */
export interface SessionBuild {
  /** Text of each file by its name. The first to load is `session-page.js`. */
  readonly files: ReadonlyMap<string, string>;
  /** Sources in each file. */
  readonly sources: ReadonlyMap<string, readonly string[]>;
  /** Names of the files that load with the page, before anything is asked for later. */
  readonly first: ReadonlySet<string>;
}

/** The file that the page's script element names. */
export const entryFile = 'session-page.js';

/** Builds the page as an app's bundler does: what is imported later is in files of its own. */
export async function buildSessionPage(): Promise<SessionBuild> {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL('session-page.ts', import.meta.url))],
    bundle: true,
    splitting: true,
    outdir: folder,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@confab/source'],
    // Azure's realtime library is loaded only with a service that speaks nothing else.
    external: ['@azure/communication-signaling'],
    absWorkingDir: folder,
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const first = new Set([entryFile]);
  for (const name of first) {
    for (const { kind, path } of metafile.outputs[name]?.imports ?? []) {
      if (kind === 'import-statement') first.add(path);
    }
  }
  const sources = Object.entries(metafile.outputs).map(
    ([name, { inputs }]) => [name, Object.keys(inputs)] as const,
  );
  return {
    files: new Map(outputFiles.map(({ path, text }) => [basename(path), text])),
    sources: new Map(sources),
    first,
  };
}
