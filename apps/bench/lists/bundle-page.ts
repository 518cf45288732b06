import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** The script of a page. A counted one tells which components were rendered, and is not to be timed. */
export interface PageScript {
  /** File beside this one. */
  readonly entry: string;
  readonly isCounted: boolean;
}

/**
 * Bundles the script of a page and the kit's style sheet as an app has them, React in its production build, and writes a
 * page that loads both: `index.html`.
 */
export async function bundlePage({ entry, isCounted }: PageScript, folder: string): Promise<void> {
  await build({
    entryPoints: {
      page: here(entry),
      styles: here('../../../packages/chat-ui/src/styles/styles.css'),
    },
    outdir: folder,
    bundle: true,
    format: 'esm',
    splitting: true,
    target: 'es2022',
    platform: 'browser',
    conditions: ['@confab/source'],
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    // The names of components are what the counts are told by.
    minify: !isCounted,
    logLevel: 'warning',
  });
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Lists</title>
<link rel="stylesheet" href="/styles.css">
<style>body { margin: 0 }</style>
<script type="module" src="/page.js"></script>
`,
  );
}
