import { expect, it } from 'vitest';
import { checkFiles, type FileRules } from './check-files.ts';

const rules: FileRules = { maxBytes: 10, maxCount: 3, accept: ['image/*', 'text/plain'] };
const file = (name: string, content = 'x', type = 'text/plain'): File =>
  new File([content], name, { type });

/** What a browser hands over for a dropped folder. */
function folder(): File {
  const none = file('Pictures', '', '');
  none.slice = () => {
    const part = new Blob();
    part.arrayBuffer = () => Promise.reject(new DOMException('A folder.', 'NotFoundError'));
    return part;
  };
  return none;
}

it('takes what fits', async () => {
  const { accepted, refused } = await checkFiles(
    [file('a.txt'), file('b.png', 'x', 'image/png')],
    0,
    rules,
  );
  expect(accepted.map(({ name }) => name)).toEqual(['a.txt', 'b.png']);
  expect(refused).toEqual([]);
});

it('says of each other file why it cannot be attached', async () => {
  const { accepted, refused } = await checkFiles(
    [
      file('big.txt', '12345678901'),
      file('page.html', 'x', 'text/html'),
      file('none.txt', ''),
      file('ok.txt'),
    ],
    0,
    rules,
  );
  expect(accepted.map(({ name }) => name)).toEqual(['ok.txt']);
  expect(refused).toEqual([
    { name: 'big.txt', problem: 'too-large' },
    { name: 'page.html', problem: 'type' },
    { name: 'none.txt', problem: 'empty' },
  ]);
});

it('knows a folder by what happens when it is read', async () => {
  const { refused } = await checkFiles([folder()], 0, { ...rules, accept: undefined });
  expect(refused).toEqual([{ name: 'Pictures', problem: 'folder' }]);
});

it('counts those that are there already', async () => {
  const { accepted, refused } = await checkFiles([file('a'), file('b')], 2, rules);
  expect(accepted).toHaveLength(1);
  expect(refused).toEqual([{ name: 'b', problem: 'too-many' }]);
});
