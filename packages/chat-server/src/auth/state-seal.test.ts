import { expect, test } from 'vitest';
import { createStateSeal } from './state-seal.ts';

const secret = new Uint8Array(64).fill(7);
const state = { from: 1_767_603_600_000, name: 'Grüße?>~' };

test('a state comes back to whoever names the same binding, also in another process', async () => {
  const token = await (await createStateSeal(secret, 'links')).seal('["ada"]', state);
  expect(token).toMatch(/^[\w-]+\.[\w-]+$/);
  expect(await (await createStateSeal(secret, 'links')).open('["ada"]', token)).toEqual(state);
});

test('it does not come back for another binding, purpose or secret', async () => {
  const { seal, open } = await createStateSeal(secret, 'links');
  const token = await seal('["ada"]', state);
  expect(await open('["eve"]', token)).toBeUndefined();
  const otherPurpose = await createStateSeal(secret, 'tickets');
  const otherSecret = await createStateSeal(secret.slice().fill(8), 'links');
  expect(await otherPurpose.open('["ada"]', token)).toBeUndefined();
  expect(await otherSecret.open('["ada"]', token)).toBeUndefined();
});

test('it does not come back when any character was changed, added or left out', async () => {
  const { seal, open } = await createStateSeal(secret, 'links');
  const token = await seal('b', state);
  const changed = [...token].flatMap((character, index) =>
    ['A', 'B', '=', '.', ' ', ''].map((other) =>
      other === character ? '' : token.slice(0, index) + other + token.slice(index + 1),
    ),
  );
  const added = ['=', '.', '.x', ' ', 'A', '\n'].flatMap((more) => [token + more, more + token]);
  for (const text of [...changed, ...added, '', '.', '..']) {
    expect([text, await open('b', text)]).toEqual([text, undefined]);
  }
});
