import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Every file that the entry reaches, with all the specifiers in it that are not relative. */
function walkImports(entry: string): { files: Set<string>; packages: Set<string> } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const pending = [entry];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    const imports = readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g);
    for (const [, specifier = ''] of imports) {
      if (specifier.startsWith('.'))
        pending.push(fileURLToPath(new URL(specifier, `file://${file}`)));
      else packages.add(specifier);
    }
  }
  return { files, packages };
}

test('the main entry runs in a page: it reaches hono and jose and nothing of Node', () => {
  const { files, packages } = walkImports(source('./index.ts'));
  expect([...packages].toSorted()).toEqual(['hono', 'hono/cors', 'jose']);
  expect([...files].filter((file) => file.includes('/node/') || file.endsWith('/cli.ts'))).toEqual(
    [],
  );
  expect(files.size).toBeGreaterThan(30);
});

test('no entry ships test code or imports another package of the kit', () => {
  for (const entry of ['./index.ts', './node/index.ts', './cli.ts']) {
    const { files, packages } = walkImports(source(entry));
    expect([...packages].filter((name) => name.startsWith('@confab/'))).toEqual([]);
    expect([...files].filter((file) => /test-support|\.test\./.test(file))).toEqual([]);
  }
});

test('the node entries reach only what the package depends on', () => {
  const declared = Object.keys(
    JSON.parse(readFileSync(source('../package.json'), 'utf8')).dependencies,
  );
  const { packages } = walkImports(source('./cli.ts'));
  const foreign = [...packages].filter(
    (name) =>
      !name.startsWith('node:') &&
      !declared.some((dependency) => name === dependency || name.startsWith(`${dependency}/`)),
  );
  expect(foreign).toEqual([]);
});
