import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openFileDatabase } from './file-database.ts';

const observer = { onProblem: () => {}, onBrokenRecord: () => {} };

function createFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'confab-tabs-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'tabs.db');
}

function mark(seen: string) {
  return { threadId: 'T', seen, readAt: 0, sent: '' };
}

test('what one tab writes, the other reads; other users do not', async () => {
  const open = openFileDatabase(createFile());
  const [here, there, other] = await Promise.all([
    open('ada', observer),
    open('ada', observer),
    open('grace', observer),
  ]);
  expect(await here.update('marks', 'T', () => mark('1'))).toEqual(mark('1'));
  expect(await there.readAll('marks')).toEqual([mark('1')]);
  expect(await other.readAll('marks')).toEqual([]);
  expect(await there.readAll('outbox')).toEqual([]);
  await there.update('marks', 'T', () => undefined);
  expect(await here.readAll('marks')).toEqual([]);
  for (const database of [here, there, other]) database.close();
});

test('changes by two tabs at the same time all count', async () => {
  const open = openFileDatabase(createFile());
  const tabs = [await open('ada', observer), await open('ada', observer)];
  const changes = Array.from({ length: 40 }, (_, index) =>
    tabs[index % 2]!.update('marks', 'T', (current) => mark(`${Number(current?.seen ?? 0) + 1}`)),
  );
  await Promise.all(changes);
  expect(await tabs[0]!.readAll('marks')).toEqual([mark('40')]);
  for (const tab of tabs) tab.close();
});

test('a change that throws changes nothing', async () => {
  const database = await openFileDatabase(createFile())('ada', observer);
  await database.update('marks', 'T', () => mark('1'));
  const failed = database.update('marks', 'T', () => {
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  expect(await database.readAll('marks')).toEqual([mark('1')]);
  await database.erase();
});
