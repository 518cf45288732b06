import { afterEach, beforeAll, expect, it } from 'vitest';
import '../styles/styles.css';
import { afterListChunk } from './after-list-chunk.ts';
import { mountList, type ListFixture } from './test-support/list-fixture.tsx';
import { frames } from './test-support/painted-frames.ts';
import { dragMouse } from '../test-support/user-input.ts';

let fixture: ListFixture;
// What listens to selections comes after the list.
beforeAll(() => afterListChunk.load());
afterEach(() => {
  getSelection()?.removeAllRanges();
  fixture.unmount();
});

function textIn(key: string): Text {
  const text = fixture.row(key)?.querySelector('p')?.firstChild;
  if (!(text instanceof Text)) throw new Error(`Row ${key} is not mounted.`);
  return text;
}

it('text that is selected over rows stays selected, and whole, when they leave the screen', async () => {
  fixture = await mountList({ count: 1000 });
  await frames(2);
  const [first = '', last = ''] = [fixture.keys().at(-12), fixture.keys().at(-2)];
  getSelection()?.setBaseAndExtent(textIn(first), 0, textIn(last), 4);
  await frames(2);
  const selected = getSelection()?.toString();
  fixture.scroller.scrollTop -= 5000;
  await frames(3);
  expect(fixture.row(first)).not.toBeNull();
  expect(fixture.row(last)).not.toBeNull();
  expect(getSelection()?.toString()).toBe(selected);

  getSelection()?.removeAllRanges();
  await frames(1);
  fixture.scroller.scrollTop -= 1000;
  await frames(3);
  expect(fixture.row(last)).toBeNull();
});

it('text is selected from a row far above, which is no longer on screen, down to here', async () => {
  fixture = await mountList({ count: 1000 });
  await frames(2);
  fixture.scroller.scrollTop -= 4000;
  await frames(3);
  const first = fixture.firstWholeRow();
  getSelection()?.setBaseAndExtent(textIn(first), 0, textIn(first), 2);
  await frames(1);
  fixture.scroller.scrollTop += 3500;
  await frames(3);
  const last = fixture.firstWholeRow();
  getSelection()?.extend(textIn(last), 2);
  const from = fixture.keys().indexOf(first);
  const between = fixture.keys().slice(from, fixture.keys().indexOf(last));
  const text = getSelection()?.toString() ?? '';
  for (const key of between) expect(text).toContain(textIn(key).data.slice(0, 12));
});

it('a selection of thousands of rows does not keep them all', async () => {
  fixture = await mountList({ count: 10_000 });
  await frames(2);
  const last = fixture.keys().at(-2) ?? '';
  getSelection()?.setBaseAndExtent(textIn(last), 0, textIn(last), 4);
  await frames(1);
  fixture.handle.scrollToMessage('m100');
  await frames(3);
  expect(fixture.mounted().length).toBeLessThanOrEqual(60);
});

it('messages that arrive while text is being selected at the end move nothing, and are followed afterwards', async () => {
  fixture = await mountList({ count: 1000 });
  await frames(2);
  const row = fixture.row('m998')!;
  const before = row.getBoundingClientRect().top;
  await dragMouse(row.querySelector('p')!, 120, async () => {
    expect(getSelection()?.toString()).not.toBe('');
    fixture.append(3);
    await frames(3);
    expect(Math.abs(row.getBoundingClientRect().top - before)).toBeLessThanOrEqual(1);
  });
  fixture.handle.scrollToBottom();
  await frames(2);
  fixture.append(1);
  await frames(2);
  expect(fixture.gap()).toBeLessThanOrEqual(1);
});
