import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

import { ChatClient } from '../chat-client.ts';
import { ChatThreadClient } from '../chat-thread-client.ts';

const here = dirname(fileURLToPath(import.meta.url));
/** In the package, so that the app finds it and what it depends on. Git ignores the folder. */
const copies = join(here, '../../.tmp', `migration-${process.pid}`);
const typescript = createRequire(import.meta.url).resolve('typescript/package.json');
const appFiles = readdirSync(here).filter((name) => !name.includes('.test.'));

afterAll(() => rmSync(copies, { recursive: true, force: true }));

/** What the compiler says of a copy of the app in which `change` was made. Empty when all is well. */
function compileCopy(name: string, change: (code: string) => string): string {
  const folder = join(copies, name);
  mkdirSync(folder, { recursive: true });
  for (const file of appFiles) {
    writeFileSync(join(folder, file), change(readFileSync(join(here, file), 'utf8')));
  }
  const settings = {
    extends: '../../../../../tsconfig.json',
    // An app's own code, and nothing that only the tests of this repository have.
    compilerOptions: { types: [], rootDir: '../../../../..' },
    include: ['.'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  const compiler = join(dirname(typescript), 'bin/tsc');
  const { stdout, stderr } = spawnSync(process.execPath, [compiler, '-p', folder], {
    encoding: 'utf8',
  });
  return stdout + stderr;
}

/** The change that a move to this package takes. */
const moveHere = (code: string): string =>
  code.replaceAll(`from '@azure/communication-chat'`, `from '@confab/chat-core'`);

const appCode = appFiles.map((file) => readFileSync(join(here, file), 'utf8')).join('');

test('the app is written for the official package and names no other chat client', () => {
  expect(appCode).toContain(`from '@azure/communication-chat'`);
  expect(appCode).not.toContain('@confab');
  expect(moveHere(appCode)).not.toContain(`'@azure/communication-chat'`);
});

test('the app uses every method of both classes', () => {
  const methods = [ChatClient, ChatThreadClient].flatMap(({ prototype }) =>
    Object.entries(Object.getOwnPropertyDescriptors(prototype)).flatMap(([name, { value }]) =>
      typeof value === 'function' && name !== 'constructor' ? [name] : [],
    ),
  );
  expect(methods).toHaveLength(22);
  expect(methods.filter((name) => !appCode.includes(`.${name}(`))).toEqual([]);
  expect(appCode).toMatch(/new ChatClient\([^]*new ChatThreadClient\(/);
});

test('an app compiles with only the import changed', () => {
  expect(compileCopy('moved', moveHere)).toBe('');
}, 60_000);

test('the compiler sees the types of this package: a mistake in the moved app is an error', () => {
  const mistaken = compileCopy('mistaken', (code) =>
    moveHere(code).replace(`updateTopic('Leaking kettle')`, 'updateTopic(7)'),
  );
  expect(mistaken).toMatch(/support-desk\.ts\(\d+,\d+\): error TS2345/);
}, 60_000);
