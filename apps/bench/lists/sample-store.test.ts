import { expect, test } from 'vitest';
import { createSampleStore } from './sample-store.ts';

test('an append tells how the order grew and leaves the array before it as it was', () => {
  const store = createSampleStore(3);
  const before = store.order();
  let calls = 0;
  store.subscribeOrder(() => (calls += 1));
  store.append(2);
  expect(before.keys).toHaveLength(3);
  expect(store.order().keys).toHaveLength(5);
  expect(store.order().change).toEqual({ prepended: 0, appended: 2, from: before.keys });
  expect(calls).toBe(1);
});

test('an edit keeps the length of the text and calls only the listeners of its row', () => {
  const store = createSampleStore(2);
  const [first = '', second = ''] = store.order().keys;
  const called: string[] = [];
  const stop = store.subscribeRow(first, () => called.push(first));
  store.subscribeRow(second, () => called.push(second));
  const before = store.row(first)?.message.content ?? '';
  store.edit(first);
  const after = store.row(first)?.message.content ?? '';
  expect(after).not.toBe(before);
  expect(after).toHaveLength(before.length);
  stop();
  store.toggleRead(first);
  expect(called).toEqual([first]);
});
