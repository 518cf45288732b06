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
