import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../styles/styles.css';
import { mountList, type ListFixture } from './test-support/list-fixture.tsx';
import { frames } from './test-support/painted-frames.ts';
import { readMidList } from './test-support/reader.ts';

let fixture: ListFixture;
afterEach(() => fixture.unmount());

function focusedKey(): string | undefined {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement ? activeElement.dataset['key'] : undefined;
}

function isOnScreen(key: string): boolean {
  const view = fixture.scroller.getBoundingClientRect();
  const box = fixture.row(key)?.getBoundingClientRect();
  return box !== undefined && box.top >= view.top - 1 && box.bottom <= view.bottom + 1;
}

describe('the keyboard in the list', () => {
  it('enters at the newest row with one Tab and leaves with the next', async () => {
    fixture = await mountList({ count: 500 });
    await frames(2);
    expect(fixture.container.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    await userEvent.tab();
    expect(focusedKey()).toBe('m500');
    await userEvent.tab();
    expect(focusedKey()).toBeUndefined();
  });

  it('moves between rows with the arrow keys and keeps the focused row in view', async () => {
    fixture = await mountList({ count: 500 });
    await frames(2);
    fixture.row('m500')?.focus();
    for (let i = 1; i <= 25; i += 1) {
      await userEvent.keyboard('{ArrowUp}');
      expect(focusedKey()).toBe(`m${500 - i}`);
    }
    await frames(2);
    expect(isOnScreen('m475')).toBe(true);
    await userEvent.keyboard('{ArrowDown}');
    expect(focusedKey()).toBe('m476');
  });

  it('reaches the first and the last loaded row with Home and End', async () => {
    fixture = await mountList({ count: 1000 });
    await frames(2);
    fixture.row('m1000')?.focus();
    await userEvent.keyboard('{Home}');
    await frames(2);
    expect(focusedKey()).toBe('m1');
    expect(isOnScreen('m1')).toBe(true);
    await userEvent.keyboard('{End}');
    await frames(2);
    expect(focusedKey()).toBe('m1000');
    expect(fixture.gap()).toBeLessThanOrEqual(1);
  });

  it('moves by a screen with Page Up and Page Down', async () => {
    fixture = await mountList({ count: 1000 });
    await frames(2);
    fixture.row('m1000')?.focus();
    await userEvent.keyboard('{PageUp}');
    await frames(2);
    const key = focusedKey() ?? '';
    const moved = 1000 - Number(key.slice(1));
    expect(moved).toBeGreaterThan(2);
    expect(fixture.gap()).toBeGreaterThan(400);
    await userEvent.keyboard('{PageDown}{PageDown}');
    await frames(2);
    expect(focusedKey()).toBe('m1000');
  });

  it('asks for older rows at the first one, and stays there', async () => {
    let asked = 0;
    const props = { hasOlder: true, onReachStart: () => (asked += 1) };
    fixture = await mountList({ count: 300, props });
    await frames(2);
    fixture.row('m300')?.focus();
    await userEvent.keyboard('{Home}');
    await frames(2);
    const before = asked;
    await userEvent.keyboard('{ArrowUp}');
    expect(asked).toBe(before + 1);
    fixture.prepend(50);
    await frames(2);
    expect(focusedKey()).toBe('m1');
    await userEvent.keyboard('{ArrowUp}');
    expect(focusedKey()).toBe('o1');
  });

  it('enters a row with Enter or the arrow, and leaves it, and then the list, with Escape', async () => {
    let left = 0;
    fixture = await mountList({ count: 50, props: { onLeave: () => (left += 1) } });
    await frames(2);
    const button = document.createElement('button');
    fixture.row('m49')?.append(button);
    fixture.row('m49')?.focus();
    for (const key of ['{Enter}', '{ArrowRight}']) {
      await userEvent.keyboard(key);
      expect(document.activeElement).toBe(button);
      await userEvent.keyboard('{Escape}');
      expect(focusedKey()).toBe('m49');
    }
    await userEvent.keyboard('{Escape}');
    expect(left).toBe(1);
  });

  it('is entered at the first unread row while that is rendered', async () => {
    fixture = await mountList({ count: 50, unreadFrom: 46 });
    await frames(2);
    await userEvent.tab();
    expect(focusedKey()).toBe('m46');
  });

  it('leaves keys alone that belong to a control inside a row', async () => {
    fixture = await mountList({ count: 50 });
    await frames(2);
    const input = document.createElement('input');
    fixture.row('m49')?.append(input);
    input.focus();
    await userEvent.keyboard('{ArrowUp}{Home}');
    expect(document.activeElement).toBe(input);
  });
});

describe('the focused row', () => {
  it('stays focused while it is scrolled far out of sight and back', async () => {
    fixture = await mountList({ count: 1000 });
    await frames(2);
    const row = fixture.row('m998');
    row?.focus({ preventScroll: true });
    await frames(1);
    fixture.scroller.scrollTop = 2000;
    await frames(3);
    expect(document.activeElement).toBe(row);
    expect(fixture.mounted().length).toBeLessThanOrEqual(60);
    fixture.handle.scrollToBottom();
    await frames(3);
    expect(document.activeElement).toBe(row);
    expect(isOnScreen('m998')).toBe(true);
  });

  it('stays focused when older rows push it out of the window', async () => {
    fixture = await mountList({ count: 300 });
    await frames(2);
    await readMidList(fixture);
    const key = fixture.firstWholeRow();
    fixture.row(key)?.focus({ preventScroll: true });
    fixture.prepend(100);
    fixture.append(100);
    await frames(2);
    expect(focusedKey()).toBe(key);
  });

  it('hands the focus to the next row when it is removed, else to the one before', async () => {
    fixture = await mountList({ count: 50 });
    await frames(2);
    fixture.row('m49')?.focus();
    await frames(1);
    fixture.remove(['m49']);
    await frames(1);
    expect(focusedKey()).toBe('m50');
    fixture.remove(['m50']);
    await frames(1);
    expect(focusedKey()).toBe('m48');
  });
});
