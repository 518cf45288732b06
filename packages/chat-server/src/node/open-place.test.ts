import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openPlace } from './open-place.ts';

const modeOf = async (path: string): Promise<string> =>
  ((await stat(path)).mode & 0o777).toString(8);

async function makeParent(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'confab-place-'));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  return parent;
}

/** The mode of each file in the folder while the storage is in use. */
async function modesWhileOpen(folder: string): Promise<Record<string, string>> {
  const storage = await openPlace(folder, false);
  await storage.transaction((tx) => tx.putMeta('secret', 'of the service'));
  const modes: Record<string, string> = {};
  for (const name of await readdir(folder)) modes[name] = await modeOf(join(folder, name));
  await storage.close();
  return modes;
}

const ownersOnly = {
  'chat.db': '600',
  'chat.db-shm': '600',
  'chat.db-wal': '600',
  'lock.db': '600',
};

test('a new data folder and all that is in it is for its owner only', async () => {
  const folder = join(await makeParent(), 'deep', 'data');
  expect(await modesWhileOpen(folder)).toEqual(ownersOnly);
  expect(await modeOf(folder)).toBe('700');
});

test('a backup that was copied back readable for everybody is for its owner only again', async () => {
  const folder = join(await makeParent(), 'data');
  await modesWhileOpen(folder);
  await chmod(join(folder, 'chat.db'), 0o644);
  expect(await modesWhileOpen(folder)).toEqual(ownersOnly);
});

test('memory needs no folder and no lock', async () => {
  const [one, two] = [await openPlace('memory', false), await openPlace('memory', false)];
  await one.transaction((tx) => tx.putMeta('a', '1'));
  expect(await two.read((tx) => tx.getMeta('a'))).toBeUndefined();
});
