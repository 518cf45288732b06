import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDiskAttachments, removeUnfinishedAttachments } from './disk-attachments.ts';

const id = '0123456789abcdef0123456789abcdef';
const otherId = 'f'.repeat(32);

let root: string;
let folder: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'confab-attachments-'));
  folder = join(root, 'attachments');
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function* yieldText(...pieces: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield new TextEncoder().encode(piece);
}

test('a file lies under its id, and only its owner may read it and its folder', async () => {
  await createDiskAttachments(folder).write(id, yieldText('Hello'));
  expect(await readdir(folder)).toEqual([id]);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(join(folder, id))).mode & 0o777).toBe(0o600);
});

test('what is not whole yet has another name, and each piece is written before the next is asked for', async () => {
  const store = createDiskAttachments(folder);
  const seen: (readonly [names: readonly string[], bytes: number])[] = [];
  async function* watch(): AsyncGenerator<Uint8Array> {
    for (let count = 0; count < 3; count++) {
      seen.push([await readdir(folder), (await stat(join(folder, `${id}.part`))).size]);
      yield new Uint8Array(1_000);
    }
  }
  await store.write(id, watch());
  expect(seen).toEqual([
    [[`${id}.part`], 0],
    [[`${id}.part`], 1_000],
    [[`${id}.part`], 2_000],
  ]);
  expect(await readdir(folder)).toEqual([id]);
});

test('a file that breaks off leaves nothing on the disk', async () => {
  async function* breakOff(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(10);
    throw new Error('broke off');
  }
  await expect(createDiskAttachments(folder).write(id, breakOff())).rejects.toThrow('broke off');
  expect(await readdir(folder)).toEqual([]);
});

test('what a killed process left unfinished is swept, and finished files stay', async () => {
  await createDiskAttachments(folder).write(id, yieldText('whole'));
  await writeFile(join(folder, `${otherId}.part`), 'hal');
  await removeUnfinishedAttachments(folder);
  expect(await readdir(folder)).toEqual([id]);
});

test('there is nothing to sweep in a folder that does not exist yet', async () => {
  await expect(removeUnfinishedAttachments(folder)).resolves.toBeUndefined();
});

test('removing takes what is unfinished too', async () => {
  await mkdir(folder);
  await writeFile(join(folder, `${id}.part`), 'hal');
  await createDiskAttachments(folder).remove(id);
  expect(await readdir(folder)).toEqual([]);
});

describe('whatever is not an id of the service never becomes a path', () => {
  test.each([
    '',
    '.',
    '..',
    '../chat.db',
    '..\\chat.db',
    '/etc/passwd',
    'C:\\boot.ini',
    '%2e%2e%2fchat.db',
    'a\0b',
    'con',
    id.toUpperCase(),
    `${id}.part`,
    `${id}/x`,
    `${id}\n`,
    `${id}0`,
    '0'.repeat(31),
  ])('%j', async (name) => {
    const store = createDiskAttachments(folder);
    await writeFile(join(root, 'chat.db'), 'secret');
    await expect(store.write(name, yieldText('x'))).rejects.toThrow('not the id');
    await expect(store.read(name)).rejects.toThrow('not the id');
    await expect(store.remove(name)).rejects.toThrow('not the id');
    expect(await readdir(root)).toEqual(['chat.db']);
    expect(await readFile(join(root, 'chat.db'), 'utf8')).toBe('secret');
  });
});

test('a link that lies where a file is to be written is not followed', async () => {
  await mkdir(folder);
  await writeFile(join(root, 'chat.db'), 'secret');
  await symlink(join(root, 'chat.db'), join(folder, `${id}.part`));
  await expect(createDiskAttachments(folder).write(id, yieldText('x'))).rejects.toThrow('EEXIST');
  expect(await readFile(join(root, 'chat.db'), 'utf8')).toBe('secret');
});
