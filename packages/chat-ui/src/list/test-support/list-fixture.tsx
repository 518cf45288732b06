import { useSyncExternalStore, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { page } from 'vitest/browser';
import type { ListChange } from '../core/order-change.ts';
import type { MessageListHandle, MessageListItemsProps } from '../message-list-props.ts';
import type { MessageListItem } from '../message-list-item.ts';
import type { WindowedListParts } from '../use-windowed-list.ts';
import { WindowedMessageList } from '../WindowedMessageList.tsx';

type Props = Partial<Omit<MessageListItemsProps, 'items' | 'renderItem'>>;

/** Settings of {@link mountList}. */
export interface FixtureOptions {
  readonly count: number;
  readonly props?: Props;
  readonly parts?: WindowedListParts;
  /** Number of the row that the unread divider stands above. */
  readonly unreadFrom?: number;
  /** Gives the container no height of its own. */
  readonly isUnbounded?: boolean;
}

/** A list in a container of 800 × 640 px over a small store, as an app would feed it. */
export interface ListFixture {
  readonly container: HTMLElement;
  readonly scroller: HTMLElement;
  readonly handle: MessageListHandle;
  /** How often each row was drawn. */
  readonly renders: Map<string, number>;
  keys(): readonly string[];
  row(key: string): HTMLElement | null;
  lastRow(): HTMLElement | null;
  append(count: number): void;
  prepend(count: number): void;
  /** One array that differs at both ends. */
  prependAndAppend(prepended: number, appended: number): void;
  /** Rows that come in somewhere in the middle, before `key`. */
  insertBefore(key: string, count: number): void;
  remove(keys: readonly string[]): void;
  /** Other rows instead of all that were there. */
  replaceAll(count: number): void;
  /** Makes one row taller: only that row renders. */
  grow(key: string, by: number): void;
  setProps(props: Props): void;
  /** Pixels between the end of the content and the lower edge. */
  gap(): number;
  /** Keys of the mounted rows, in the order of the document. */
  mounted(): readonly string[];
  /** The first row whose upper edge is on screen. */
  firstWholeRow(): string;
  unmount(): void;
}

/** Mounts a list for a test. Every change is rendered before the call returns, as a store update is. */
export async function mountList(options: FixtureOptions): Promise<ListFixture> {
  await page.viewport(840, 960);
  const container = document.createElement('div');
  container.className = 'confab';
  container.style.cssText = options.isUnbounded
    ? 'display:flex;flex-direction:column;inline-size:800px;font:14px/20px sans-serif'
    : 'display:flex;flex-direction:column;inline-size:800px;block-size:640px;font:14px/20px sans-serif';
  document.body.append(container);

  let next = 0;
  let first = 0;
  const makeItems = (count: number): MessageListItem[] =>
    Array.from({ length: count }, () => makeItem(`m${(next += 1)}`));
  const makeOlder = (count: number): MessageListItem[] =>
    Array.from({ length: count }, () => makeItem(`o${(first += 1)}`)).toReversed();
  let items: readonly MessageListItem[] = makeItems(options.count).map((item, index) =>
    index + 1 === options.unreadFrom ? { ...item, divider: 'unread' as const } : item,
  );
  let change: ListChange<MessageListItem> | null = null;
  let props: Props = options.props ?? {};
  const extra = new Map<string, number>();
  const renders = new Map<string, number>();
  const listeners = new Set<() => void>();
  const handle: { current: MessageListHandle | null } = { current: null };

  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  function Row({ item }: { readonly item: MessageListItem }): ReactNode {
    const by = useSyncExternalStore(subscribe, () => extra.get(item.key) ?? 0);
    return (
      <article>
        <p style={{ margin: '0 0 6.5px' }}>{textOf(item.key)}</p>
        {by > 0 && <div style={{ blockSize: by }} />}
      </article>
    );
  }
  const renderItem = (item: MessageListItem): ReactNode => {
    renders.set(item.key, (renders.get(item.key) ?? 0) + 1);
    return <Row item={item} />;
  };

  const root = createRoot(container);
  function draw(): void {
    flushSync(() =>
      root.render(
        <WindowedMessageList
          ref={handle}
          items={items}
          change={change}
          renderItem={renderItem}
          {...(options.parts && { parts: options.parts })}
          {...props}
        />,
      ),
    );
  }
  function replace(after: readonly MessageListItem[], told: [number, number] | null): void {
    change = told && { prepended: told[0], appended: told[1], from: items };
    items = after;
    draw();
  }
  draw();

  const scroller = find(container, '[data-part="scroller"]');
  const row = (key: string): HTMLElement | null =>
    container.querySelector<HTMLElement>(`[data-key="${key}"]`);
  return {
    container,
    scroller,
    get handle() {
      if (!handle.current) throw new Error('The list is not mounted.');
      return handle.current;
    },
    renders,
    keys: () => items.map((item) => item.key),
    row,
    lastRow: () => row(items.at(-1)?.key ?? ''),
    append: (count) => replace([...items, ...makeItems(count)], [0, count]),
    prepend: (count) => replace([...makeOlder(count), ...items], [count, 0]),
    prependAndAppend: (prepended, appended) =>
      replace([...makeOlder(prepended), ...items, ...makeItems(appended)], [prepended, appended]),
    insertBefore(key, count) {
      const at = items.findIndex((item) => item.key === key);
      replace([...items.slice(0, at), ...makeItems(count), ...items.slice(at)], null);
    },
    remove: (keys) =>
      replace(
        items.filter((item) => !keys.includes(item.key)),
        null,
      ),
    replaceAll: (count) => replace(makeItems(count), null),
    grow(key, by) {
      extra.set(key, (extra.get(key) ?? 0) + by);
      flushSync(() => {
        for (const listener of listeners) listener();
      });
    },
    setProps(changed) {
      props = { ...props, ...changed };
      change = null;
      draw();
    },
    gap: () => scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop,
    mounted: () =>
      [...container.querySelectorAll<HTMLElement>('[data-part="row"]')].map(
        (element) => element.dataset['key'] ?? '',
      ),
    firstWholeRow() {
      const edge = scroller.getBoundingClientRect().top;
      const whole = [...container.querySelectorAll<HTMLElement>('[data-part="row"]')].find(
        (element) => element.getBoundingClientRect().top >= edge,
      );
      return whole?.dataset['key'] ?? '';
    },
    unmount() {
      root.unmount();
      container.remove();
    },
  };
}

function makeItem(key: string): MessageListItem {
  return { key, groupStart: true, groupEnd: true };
}

/** Text of one to seven lines, always the same for a key: estimates are wrong for most rows. */
function textOf(key: string): string {
  const seed = [...key].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 7);
  return `${key} ${'the quick brown fox jumps over it '.repeat((seed % 7) * (seed % 3) + 1)}`;
}

function find(container: HTMLElement, selector: string): HTMLElement {
  const element = container.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`There is no ${selector} in the list.`);
  return element;
}
