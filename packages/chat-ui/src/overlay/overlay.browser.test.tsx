import { cleanup, render } from '@testing-library/react';
import { StrictMode, useState, type ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { laterChunk } from '../later/later-chunk.ts';
import { ChatUiProvider } from '../root/ChatUiProvider.tsx';
import '../styles/styles.css';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { MenuButton } from './MenuButton.tsx';
import type { MenuAction } from './menu-action.ts';
import { Popover } from './Popover.tsx';

afterEach(cleanup);

const part = (name: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-part="${name}"]`);
const focusedText = (): string => document.activeElement?.textContent ?? '';
const untilPart = (name: string): Promise<HTMLElement> =>
  vi.waitFor(() => {
    const element = part(name);
    if (element === null) throw new Error(`There is no ${name}.`);
    return element;
  });
const untilGone = (name: string): Promise<void> => vi.waitFor(() => expect(part(name)).toBeNull());

function draw(ui: ReactNode, dir?: 'rtl'): void {
  render(
    <StrictMode>
      <ChatUiProvider {...(dir && { dir })} style={{ height: 400 }}>
        {ui}
      </ChatUiProvider>
    </StrictMode>,
  );
}

describe('a menu', () => {
  const onCopy = vi.fn<() => void>();
  const actions: readonly MenuAction[] = [
    { id: 'copy', label: 'Copy', onSelect: onCopy },
    { id: 'edit', label: 'Edit', disabledReason: 'Too old', onSelect: () => {} },
    { id: 'delete', label: 'Delete', isDanger: true, startsGroup: true, onSelect: () => {} },
  ];

  it('opens on its first item, is walked with the arrow keys and gives the focus back', async () => {
    draw(<MenuButton label="More" actions={() => actions} />);
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    await untilPart('menu');
    await vi.waitFor(() => expect(focusedText()).toBe('Copy'));
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(focusedText()).toBe('Delete');
    await userEvent.keyboard('{Escape}');
    await untilGone('menu');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('More');
  });

  it('does what was chosen and closes', async () => {
    draw(<MenuButton label="More" actions={() => actions} />);
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(focusedText()).toBe('Copy'));
    await userEvent.keyboard('{Enter}');
    await untilGone('menu');
    expect(onCopy).toHaveBeenCalledOnce();
  });

  it('is drawn inside the provider, so that it has the look of the kit', async () => {
    draw(<MenuButton label="More" actions={() => actions} />, 'rtl');
    await userEvent.click(document.querySelector('button') ?? document.body);
    const menu = await untilPart('menu');
    expect(menu.closest('.confab')).not.toBeNull();
    await vi.waitFor(() => {
      const { left, right } = menu.getBoundingClientRect();
      expect(left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(innerWidth);
    });
  });
});

function Asking({ onConfirm }: { readonly onConfirm: () => Promise<unknown> }): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button onClick={() => setIsOpen(true)}>Leave</button>
      {isOpen && (
        <ConfirmDialog
          title="Leave the chat?"
          description="The others keep the messages."
          confirmLabel="Leave now"
          isDanger
          onConfirm={onConfirm}
          failedText={(error) => `Not left: ${String(error)}`}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}

describe('a dialog that asks', () => {
  it('starts on Cancel, keeps the focus inside and gives it back', async () => {
    draw(<Asking onConfirm={async () => {}} />);
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    const dialog = await untilPart('dialog');
    await vi.waitFor(() => expect(focusedText()).toBe('Cancel'));
    for (let i = 0; i < 5; i += 1) {
      await userEvent.tab();
      // From the last control Tab goes to the browser's own, as with every modal dialog.
      const { activeElement } = document;
      expect(activeElement === document.body || dialog.contains(activeElement)).toBe(true);
    }
    await userEvent.keyboard('{Escape}');
    await untilGone('dialog');
    await vi.waitFor(() => expect(focusedText()).toBe('Leave'));
  });

  it('is drawn inside the provider also when it is open from the start', async () => {
    await laterChunk.load();
    draw(
      <ConfirmDialog
        title="Leave the chat?"
        description=""
        confirmLabel="Leave"
        failedText={() => ''}
        onConfirm={async () => {}}
        onClose={() => {}}
      />,
    );
    const dialog = await untilPart('dialog');
    expect(dialog.closest('.confab')).not.toBeNull();
  });

  it('has its title and its text as name and description', async () => {
    draw(<Asking onConfirm={async () => {}} />);
    await userEvent.click(document.querySelector('button') ?? document.body);
    const dialog = await untilPart('dialog');
    const textOf = (attribute: string): string | null | undefined =>
      document.getElementById(dialog.getAttribute(attribute) ?? '')?.textContent;
    expect(textOf('aria-labelledby')).toBe('Leave the chat?');
    expect(textOf('aria-describedby')).toBe('The others keep the messages.');
  });

  it('stays with the reason when it did not work, and acts once however often it is pressed', async () => {
    const onConfirm = vi.fn<() => Promise<unknown>>();
    const rejections: ((error: string) => void)[] = [];
    onConfirm.mockImplementation(() => new Promise((_, reject) => rejections.push(reject)));
    draw(<Asking onConfirm={onConfirm} />);
    await userEvent.click(document.querySelector('button') ?? document.body);
    await untilPart('dialog');
    const confirm = part('primary-button');
    confirm?.click();
    confirm?.click();
    expect(onConfirm).toHaveBeenCalledOnce();
    rejections[0]?.('no network');
    await vi.waitFor(() => expect(part('problem')?.textContent).toContain('Not left: no network'));
    expect(document.querySelector('[aria-live="assertive"]')?.textContent).toContain('Not left');
  });

  it('leaves the announcer alive while everything else is hidden behind it', async () => {
    draw(<Asking onConfirm={async () => {}} />);
    await userEvent.click(document.querySelector('button') ?? document.body);
    await untilPart('dialog');
    await vi.waitFor(() => {
      const behind = [...document.querySelectorAll('button')].find(
        (button) => button.textContent === 'Leave',
      );
      expect(behind?.closest('[inert], [aria-hidden="true"]')).not.toBeNull();
    });
    expect(part('announcer')?.closest('[inert], [aria-hidden="true"]')).toBeNull();
  });
});

function Readers(): ReactNode {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <button onClick={(event) => setAnchor(event.currentTarget)}>3 of 7</button>
      {anchor && (
        <Popover title="Read by" anchor={anchor} onClose={() => setAnchor(null)}>
          <p>Grace</p>
        </Popover>
      )}
    </>
  );
}

describe('a popover', () => {
  it('gets the focus, has a name, closes with Escape and gives the focus back', async () => {
    draw(<Readers />);
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    const popover = await untilPart('popover');
    await vi.waitFor(() => expect(popover.contains(document.activeElement)).toBe(true));
    expect(
      document.getElementById(popover.getAttribute('aria-labelledby') ?? '')?.textContent,
    ).toBe('Read by');
    await userEvent.keyboard('{Escape}');
    await untilGone('popover');
    expect(focusedText()).toBe('3 of 7');
  });
});
