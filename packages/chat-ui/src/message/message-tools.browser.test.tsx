import { cleanup, screen } from '@testing-library/react';
import { page, userEvent } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { ada, grace, linus, sampleMessage, sampleNow } from '../test-support/sample-messages.ts';
import '../styles/styles.css';
import { Message, type MessageProps } from './Message.tsx';

const onEdit = vi.fn<() => void>();
const onDelete = vi.fn<() => void>();

beforeEach(async () => {
  vi.clearAllMocks();
  await page.viewport(800, 600);
});
afterEach(cleanup);

const own: Pick<MessageProps, 'message' | 'isOwn' | 'status' | 'onEdit' | 'onDelete'> = {
  message: sampleMessage(ada, 'Planning for ten.'),
  isOwn: true,
  status: 'sent',
  onEdit,
  onDelete,
};

function show(props: Partial<MessageProps> = {}): void {
  renderInProvider(
    <ol style={{ paddingBlockStart: 120 }}>
      <li data-part="row" tabIndex={0}>
        <Message groupStart groupEnd {...own} {...props} />
      </li>
    </ol>,
  );
}

const part = (name: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-part="${name}"]`);
const need = (name: string): HTMLElement => {
  const element = part(name);
  if (element === null) throw new Error(`There is no ${name}.`);
  return element;
};
const bubble = (): HTMLElement => need('message-bubble');
const untilMenu = (): Promise<void> =>
  vi.waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('menuitem'));
const menuItems = (): string[] => screen.getAllByRole('menuitem').map((item) => item.innerText);

function touch(type: string, at: { x: number; y: number }): void {
  bubble().dispatchEvent(
    new PointerEvent(type, {
      pointerType: 'touch',
      isPrimary: true,
      bubbles: true,
      clientX: at.x,
      clientY: at.y,
    }),
  );
}

describe('the actions of a message', () => {
  it('are not in the document until somebody points at the message', async () => {
    show();
    expect(part('message-actions')).toBeNull();
    await userEvent.hover(bubble());
    await vi.waitFor(() => expect(part('message-actions')).not.toBeNull());
    await userEvent.hover(document.body, { position: { x: 2, y: 2 } });
    await vi.waitFor(() => expect(part('message-actions')).toBeNull());
  });

  it('are there when the row has the focus, and no step for Tab', async () => {
    show();
    await userEvent.tab();
    await vi.waitFor(() => expect(getComputedStyle(need('message-actions')).opacity).toBe('1'));
    await userEvent.tab();
    expect(need('row').contains(document.activeElement)).toBe(false);
  });

  it('are walked with the arrow keys, also from right to left', async () => {
    show();
    await userEvent.tab();
    await vi.waitFor(() => need('message-actions'));
    const [edit, copy, more] = screen.getAllByRole('button');
    edit?.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(copy);
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(document.activeElement).toBe(edit);
    document.documentElement.dir = 'rtl';
    await userEvent.keyboard('{ArrowRight}');
    document.documentElement.dir = '';
    expect(document.activeElement).toBe(more);
  });

  it('offers to edit and delete own messages only', async () => {
    show({
      message: sampleMessage(grace, 'Hello'),
      isOwn: false,
      onEdit: undefined,
      onDelete: undefined,
    });
    await userEvent.hover(bubble());
    await userEvent.click(await screen.findByRole('button', { name: 'More' }));
    await untilMenu();
    expect(menuItems()).toEqual(['Copy text']);
  });

  it('edits at a press', async () => {
    show();
    await userEvent.hover(bubble());
    await userEvent.click(await screen.findByRole('button', { name: 'Edit' }));
    expect(onEdit).toHaveBeenCalledOnce();
  });

  it('asks before it deletes, and gives the focus back to the row', async () => {
    show();
    await userEvent.tab();
    (await screen.findByRole('button', { name: 'More' })).click();
    await untilMenu();
    await userEvent.keyboard('{End}{Enter}');
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Cancel'));
    expect(onDelete).not.toHaveBeenCalled();
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(document.activeElement).toBe(part('row')));
    expect(onDelete).not.toHaveBeenCalled();
  });

  it('deletes when the answer is yes', async () => {
    show();
    await userEvent.tab();
    (await screen.findByRole('button', { name: 'More' })).click();
    await untilMenu();
    await userEvent.keyboard('{End}{Enter}');
    await userEvent.click(await screen.findByRole('button', { name: 'Delete' }));
    await vi.waitFor(() => expect(onDelete).toHaveBeenCalledOnce());
  });

  it('are none for a deleted message', async () => {
    show({ message: sampleMessage(ada, '', { deletedAt: sampleNow }) });
    await userEvent.tab();
    expect(part('message-actions')).toBeNull();
  });
});

describe('the menu of a message', () => {
  it('opens with the right button where that is pressed, and not over a selection', async () => {
    show();
    await userEvent.click(bubble(), { button: 'right' });
    await untilMenu();
    expect(menuItems()).toEqual(['Edit', 'Copy text', 'Delete']);
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => expect(part('menu')).toBeNull());

    getSelection()?.selectAllChildren(need('message-text'));
    await userEvent.click(bubble(), { button: 'right' });
    getSelection()?.removeAllRanges();
    expect(part('menu')).toBeNull();
  });

  it('opens with the key for it, and gives the focus back to the row', async () => {
    show();
    await userEvent.tab();
    need('row').dispatchEvent(new PointerEvent('contextmenu', { bubbles: true, cancelable: true }));
    await untilMenu();
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => expect(document.activeElement).toBe(part('row')));
  });

  it('opens when a finger rests on the message', async () => {
    show();
    touch('pointerdown', { x: 300, y: 150 });
    await untilMenu();
    expect(menuItems()).toEqual(['Edit', 'Copy text', 'Delete']);
  });

  it('does not open when the finger slips or leaves', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      show();
      touch('pointerdown', { x: 300, y: 150 });
      touch('pointermove', { x: 300, y: 165 });
      vi.advanceTimersByTime(600);
      touch('pointerdown', { x: 300, y: 150 });
      touch('pointercancel', { x: 300, y: 150 });
      vi.advanceTimersByTime(600);
    } finally {
      vi.useRealTimers();
    }
    expect(part('menu')).toBeNull();
  });
});

it('says who has read a message, when, and who has not', async () => {
  show({
    readBy: () => ({
      read: [{ ...grace, readAt: sampleNow }],
      unread: [linus],
      isSupported: true,
    }),
  });
  await userEvent.click(bubble(), { button: 'right' });
  await untilMenu();
  await userEvent.click(screen.getByRole('menuitem', { name: 'Read by …' }));
  const box = await screen.findByRole('dialog', { name: 'Read by 1 of 2' });
  expect(box.innerText).toMatch(
    /Grace\s+Wednesday,? 11 March 2026 at 09:30\s+Not read yet\s+L?\s*Linus/u,
  );
});
