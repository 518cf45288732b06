import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../platform/clock.ts';
import { createRecordingObserver, createDraftRecord } from '../../test-support/stored-records.ts';
import { createDatabaseOpener } from './open-session-database.ts';

const open = createDatabaseOpener(systemClock, () => import('../device-parts.ts'));

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(globalThis, 'indexedDB');
});

const withoutDatabases: readonly (readonly [string, () => void])[] = [
  ['there is no IndexedDB, as in Node', () => {}],
  ['there is only its name', () => vi.stubGlobal('indexedDB', null)],
  [
    'the page may not ask for it',
    () =>
      Object.defineProperty(globalThis, 'indexedDB', {
        configurable: true,
        get() {
          throw new DOMException('The document is sandboxed.', 'SecurityError');
        },
      }),
  ],
  [
    'it may not be opened',
    () =>
      vi.stubGlobal('indexedDB', {
        open() {
          throw new DOMException('The document is sandboxed.', 'SecurityError');
        },
      }),
  ],
];

test.each(withoutDatabases)(
  'where %s, a session keeps things in memory and is told once',
  async (_what, arrange) => {
    arrange();
    const observer = createRecordingObserver();
    const database = await open('user', observer);
    expect(database.isPersisted).toBe(false);
    await database.update('drafts', 't', () => createDraftRecord({ threadId: 't' }));
    expect(await database.readAll('drafts')).toHaveLength(1);
    expect(observer.problems).toEqual(['unavailable']);
    await database.erase();
  },
);

test('the code for IndexedDB is in a file that pages load only when a session needs it', async () => {
  const here = dirname(fileURLToPath(import.meta.url));
  const { metafile } = await build({
    entryPoints: [join(here, '../device.ts')],
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: here,
    write: false,
    metafile: true,
    absWorkingDir: here,
  });
  const loadedBy = (file: string): readonly string[] =>
    Object.entries(metafile.outputs)
      .filter(([, { inputs }]) => Object.keys(inputs).some((path) => path.endsWith(file)))
      .map(([, { entryPoint }]) => entryPoint ?? 'several');
  expect(loadedBy('idb/build/index.js')).toEqual(['../device-parts.ts']);
  expect(loadedBy('record-shapes.ts')).toEqual(['../device-parts.ts']);
});
