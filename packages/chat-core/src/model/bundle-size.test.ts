import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const here = dirname(fileURLToPath(import.meta.url));

/** What a browser loads of an app that is only this line: its gzipped bytes, and the files of ours that they come from. */
async function bundle(
  line: string,
): Promise<{ gzippedBytes: number; files: string[]; code: string }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: line, resolveDir: here, loader: 'ts' },
    bundle: true,
    splitting: true,
    outdir: here,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@confab/source'],
    write: false,
    metafile: true,
    absWorkingDir: here,
  });
  // What the client loads later is in files that nothing imports statically.
  const first = new Set(['stdin.js']);
  for (const path of first) {
    for (const { kind, path: imported } of metafile.outputs[path]?.imports ?? []) {
      if (kind === 'import-statement') first.add(imported);
    }
  }
  const used = [...first].flatMap((path) => Object.entries(metafile.outputs[path]?.inputs ?? {}));
  const texts = outputFiles.filter(({ path }) => first.has(basename(path)));
  const code = texts.map(({ text }) => text).join('');
  const files = used.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  return { gzippedBytes: gzipSync(code).length, files, code };
}

test('whoever imports getIdentifierRawId loads it and nothing else', async () => {
  const { gzippedBytes, files, code } = await bundle(
    `export { getIdentifierRawId } from '@confab/chat-core/model';`,
  );
  expect(files).toEqual(['../is-text.ts', 'identifiers.ts']);
  expect(code).not.toContain('spool');
  expect(gzippedBytes).toBeLessThan(450);
});

test('all nine functions about identifiers cost less than a kilobyte', async () => {
  const { gzippedBytes, files } = await bundle(
    `import * as identifiers from '${here}/identifiers.ts';
     import { createIdentifierFromRawId } from '${here}/parse-raw-id.ts';
     console.log(identifiers, createIdentifierFromRawId);`,
  );
  expect(files).toContain('identifiers.ts');
  expect(gzippedBytes).toBeLessThan(1_000);
});

test('the package hands the functions out with the client, too, and they bring no client', async () => {
  const { files } = await bundle(`export { createIdentifierFromRawId } from '@confab/chat-core';`);
  expect(files).toEqual(['parse-raw-id.ts']);
});
