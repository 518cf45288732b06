import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

import * as ours from './index.ts';

const here = dirname(fileURLToPath(import.meta.url));

function findDeclarations(name: string, file: string): string {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  return join(dirname(manifest), 'dist/esm', file);
}

/** The names that a module exports, types included, with those of the modules that it passes on whole. */
function readExportedNames(path: string): string[] {
  const code = readFileSync(path, 'utf8');
  const declared = code.matchAll(
    /^export (?:declare )?(?:abstract )?(?:class|interface|type|enum|const|function) (\w+)/gm,
  );
  const listed = code.matchAll(/^export (?:type )?\{([^}]*)\}/gm);
  const whole = code.matchAll(/^export \* from "(\..*?)\.js"/gm);
  return [
    ...[...declared].map(([, name = '']) => name),
    ...[...listed].flatMap(([, names = '']) => names.split(',').map(readName).filter(Boolean)),
    ...[...whole].flatMap(([, module]) => readExportedNames(join(dirname(path), `${module}.d.ts`))),
  ].toSorted();
}

/** `type Inner as Outer` → `Outer` */
function readName(item: string): string {
  return item
    .trim()
    .replace(/^type /, '')
    .replace(/^\w+ as /, '');
}

const officialNames = readExportedNames(
  findDeclarations('@azure/communication-chat', 'index.d.ts'),
);

test('the names that the official package exports can be read', () => {
  expect(officialNames).toHaveLength(57);
  expect(officialNames).toEqual(
    expect.arrayContaining(['ChatClient', 'ChatError', 'ListPageSettings', 'ChatEventId']),
  );
});

test('every name that the official package exports is one of ours', () => {
  const ourNames = readExportedNames(join(here, 'index.ts'));
  expect(officialNames.filter((name) => !ourNames.includes(name))).toEqual([]);
});

test('every value that the official package exports is one of ours', async () => {
  const official = await import('@azure/communication-chat');
  expect(Object.keys(ours)).toEqual(expect.arrayContaining(Object.keys(official)));
});

test('every type that the official package exports is compared with ours', () => {
  const comparison = readFileSync(join(here, 'official-types.test-d.ts'), 'utf8');
  const [, table = ''] = /^interface Types \{\n([^}]*)\n\}/m.exec(comparison) ?? [];
  const compared = [
    ...table.matchAll(/^ {2}(\w+):\s*\[\s*official\.(\w+),\s*ours\.(\w+),?\s*\]/gm),
  ];
  expect(compared.filter(([, key, left, right]) => key !== left || key !== right)).toEqual([]);
  const classes = ['ChatClient', 'ChatThreadClient'];
  expect([...classes, ...compared.map(([, key]) => key)].toSorted()).toEqual(officialNames);
});

test.each(['index.ts', 'model/index.ts'])(
  '%s exports every type and function about identifiers that the official packages have',
  (entry) => {
    const about = findDeclarations('@azure/communication-common', 'identifierModels.d.ts');
    const names = readExportedNames(about);
    expect(names).toHaveLength(23);
    expect(readExportedNames(join(here, entry))).toEqual(expect.arrayContaining(names));
  },
);
