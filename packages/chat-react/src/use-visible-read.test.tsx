import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { useEffect, useState, type ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openChatScene, type ChatScene } from './test-support/chat-scene.tsx';
import { useMessages } from './use-messages.ts';
import { useVisibleRead } from './use-visible-read.ts';

const fast = { reliability: { receiptIntervalMs: 10 } };

let scene: ChatScene;

beforeEach(async () => {
  setPage({ visible: true, focused: true });
  scene = await openChatScene(['One', 'Two'], fast);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

// The page's own state is what the browser tells; jsdom cannot be covered or lose the focus.
function setPage(page: { readonly visible: boolean; readonly focused: boolean }): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(page.visible ? 'visible' : 'hidden');
  vi.spyOn(document, 'hasFocus').mockReturnValue(page.focused);
}

/** Somebody begins to type, which Ada's store hears of after everything that it was told before. */
async function expectNoMark(): Promise<void> {
  act(() => scene.grace.notifyTyping(scene.threadId));
  await waitFor(() => expect(scene.state().threads.get(scene.threadId)?.typing).toHaveLength(1));
  expect(scene.ownMark()).toBeUndefined();
  expect(scene.receiptsSent()).toBe(0);
}

async function openList(ui: ReactNode): Promise<void> {
  scene.renderAsAda(ui);
  await scene.untilLive();
  await screen.findByText('Two');
}

interface ListProps {
  readonly enabled?: boolean;
}

function Rows({ messageKeys }: { readonly messageKeys: readonly string[] }): ReactNode {
  return messageKeys.map((key) => (
    <li key={key} data-message-key={key}>
      {scene.row(key)?.content}
    </li>
  ));
}

/** A list that knows itself what is on screen: all of it. */
function KnowingList({ enabled }: ListProps): ReactNode {
  const { messageKeys } = useMessages(scene.threadId);
  const { onVisibleChange } = useVisibleRead(scene.threadId, { enabled });
  const newest = messageKeys.at(-1) ?? null;
  useEffect(() => onVisibleChange(newest), [newest, onVisibleChange]);
  return (
    <ol>
      <Rows messageKeys={messageKeys} />
    </ol>
  );
}

describe('a list that says what is visible', () => {
  test('sends one receipt for the newest message that is seen', async () => {
    await openList(<KnowingList />);
    await waitFor(() => expect(scene.receiptsSent()).toBe(1));
    expect(scene.ownMark()).toBe(scene.messageIds[1]);
  });

  test.each([
    ['the page is hidden', { visible: false, focused: true }, 'visibilitychange'],
    ['the window has no focus', { visible: true, focused: false }, 'focus'],
  ])(
    'marks nothing as read while %s, and one receipt leaves when that ends',
    async (_name, page, event) => {
      setPage(page);
      await openList(<KnowingList />);
      await expectNoMark();
      setPage({ visible: true, focused: true });
      // The browser tells of the focus at the window, and of the page at the document.
      const target = event === 'focus' ? window : document;
      fireEvent(target, new Event(event, { bubbles: event !== 'focus' }));
      await waitFor(() => expect(scene.receiptsSent()).toBe(1));
      expect(scene.ownMark()).toBe(scene.messageIds[1]);
    },
  );

  test('marks nothing as read while it is told not to, and then what is visible', async () => {
    function Switch(): ReactNode {
      const [enabled, setEnabled] = useState(false);
      return (
        <>
          <button onClick={() => setEnabled(true)}>Enable</button>
          <KnowingList enabled={enabled} />
        </>
      );
    }
    await openList(<Switch />);
    await expectNoMark();
    fireEvent.click(screen.getByRole('button', { name: 'Enable' }));
    await waitFor(() => expect(scene.ownMark()).toBe(scene.messageIds[1]));
  });

  test('sends no receipt for own messages', async () => {
    await openList(<KnowingList />);
    await waitFor(() => expect(scene.receiptsSent()).toBe(1));
    await act(() => scene.sayAsAda('Mine'));
    await waitFor(() => expect(scene.keys()).toHaveLength(5));
    await act(() => scene.grace.send(scene.threadId, { content: 'Three' }).settled);
    await screen.findByText('Three');
    await waitFor(() => expect(scene.receiptsSent()).toBe(2));
  });

  test('marks nothing more once the session has ended', async () => {
    await openList(<KnowingList />);
    await waitFor(() => expect(scene.receiptsSent()).toBe(1));
    await act(() => scene.ada.dispose());
    act(() => {
      window.dispatchEvent(new Event('focus'));
    });
    expect(scene.receiptsSent()).toBe(1);
  });
});

describe('a list whose rows are watched', () => {
  /** jsdom lays nothing out, so the test says what is on screen. */
  class TestObserver {
    static readonly all = new Set<TestObserver>();
    readonly elements = new Set<Element>();
    readonly #callback: IntersectionObserverCallback;

    constructor(callback: IntersectionObserverCallback) {
      this.#callback = callback;
      TestObserver.all.add(this);
    }

    observe(element: Element): void {
      this.elements.add(element);
    }

    unobserve(element: Element): void {
      this.elements.delete(element);
    }

    disconnect(): void {
      TestObserver.all.delete(this);
    }

    takeRecords(): [] {
      return [];
    }

    report(target: Element, intersectionRatio: number, height: number): void {
      const isIntersecting = intersectionRatio > 0;
      const entry = { target, isIntersecting, intersectionRatio, intersectionRect: { height } };
      // What is read of the two by those who watch rows is there.
      this.#callback(
        [entry as unknown as IntersectionObserverEntry],
        this as unknown as IntersectionObserver,
      );
    }
  }

  beforeEach(() => {
    TestObserver.all.clear();
    vi.stubGlobal('IntersectionObserver', TestObserver);
  });

  /** So much of the row comes on screen, as soon as somebody watches it. */
  async function show(text: string, share = 1, height = 20): Promise<void> {
    const row = screen.getByText(text);
    const watching = (): TestObserver[] =>
      [...TestObserver.all].filter(({ elements }) => elements.has(row));
    await waitFor(() => expect(watching()).toHaveLength(1));
    act(() => {
      for (const observer of watching()) observer.report(row, share, height);
    });
  }

  function WatchedList({ enabled }: ListProps): ReactNode {
    const { messageKeys } = useMessages(scene.threadId);
    const { listRef } = useVisibleRead(scene.threadId, { enabled });
    return (
      <ol ref={listRef} tabIndex={-1}>
        <Rows messageKeys={messageKeys} />
      </ol>
    );
  }

  test('sends one receipt for the newest row on screen', async () => {
    await openList(<WatchedList />);
    expect(scene.receiptsSent()).toBe(0);
    await show('One');
    await waitFor(() => expect(scene.ownMark()).toBe(scene.messageIds[0]));
    await show('Two', 0.2);
    expect(scene.ownMark()).toBe(scene.messageIds[0]);
    await show('Two', 0.6);
    await waitFor(() => expect(scene.ownMark()).toBe(scene.messageIds[1]));
    await waitFor(() => expect(scene.receiptsSent()).toBe(2));
  });

  test('counts a row that is taller than the screen as seen when it fills half of that', async () => {
    await openList(<WatchedList />);
    await show('One', 0.3, window.innerHeight * 0.4);
    await expectNoMark();
    await show('One', 0.4, window.innerHeight * 0.6);
    await waitFor(() => expect(scene.ownMark()).toBe(scene.messageIds[0]));
  });

  test('watches rows that come later, and no longer those that are gone', async () => {
    const { unmount } = scene.renderAsAda(<WatchedList />);
    await scene.untilLive();
    await screen.findByText('Two');
    const id = await act(() => scene.grace.send(scene.threadId, { content: 'Three' }).settled);
    await screen.findByText('Three');
    await show('Three');
    await waitFor(() => expect(scene.ownMark()).toBe(id));
    unmount();
    expect(TestObserver.all).toEqual(new Set());
  });

  test('counts a row for the message that it shows now, and not for the one before', async () => {
    function NewestOnly(): ReactNode {
      const { messageKeys } = useMessages(scene.threadId);
      const { listRef } = useVisibleRead(scene.threadId);
      const newest = messageKeys.at(-1) ?? '';
      return (
        <div ref={listRef}>
          <p data-message-key={newest}>{scene.row(newest)?.content}</p>
        </div>
      );
    }
    await openList(<NewestOnly />);
    await show('Two');
    await waitFor(() => expect(scene.ownMark()).toBe(scene.messageIds[1]));
    const id = await act(() => scene.grace.send(scene.threadId, { content: 'Three' }).settled);
    await screen.findByText('Three');
    await waitFor(() => expect(scene.ownMark()).toBe(id));
  });

  test('marks nothing as read, and fails nothing, in a browser that cannot watch', async () => {
    vi.unstubAllGlobals();
    await openList(<WatchedList />);
    // What fails there fails this run: it is loaded when the list has appeared.
    await import('./watch-visible-rows.ts');
    await expectNoMark();
  });

  test('marks nothing as read while it is inert', async () => {
    await openList(
      // React 18 does not know the attribute.
      <div ref={(element) => element?.setAttribute('inert', '')}>
        <WatchedList />
      </div>,
    );
    await show('Two');
    await expectNoMark();
  });

  test('marks nothing as read while a modal dialog lies over it, and one receipt leaves when that closes', async () => {
    function WithDialog(): ReactNode {
      const [isOpen, setOpen] = useState(true);
      return (
        <>
          {isOpen && (
            <div role="dialog" aria-modal="true">
              <button onClick={() => setOpen(false)}>Close</button>
            </div>
          )}
          <WatchedList />
        </>
      );
    }
    await openList(<WithDialog />);
    await show('Two');
    await expectNoMark();
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    act(() => screen.getByRole('list').focus());
    await waitFor(() => expect(scene.receiptsSent()).toBe(1));
    expect(scene.ownMark()).toBe(scene.messageIds[1]);
  });

  test('inside the modal dialog marks as read', async () => {
    await openList(
      <div role="dialog" aria-modal="true">
        <WatchedList />
      </div>,
    );
    await show('Two');
    await waitFor(() => expect(scene.ownMark()).toBe(scene.messageIds[1]));
  });
});
