// The script of the measured page: shows one list at a time and does to it what the driver asks for.
import { createRoot, type Root } from 'react-dom/client';
import type { ComponentType } from 'react';
import { ConfabList } from './ConfabList.tsx';
import { takeRenders } from './count-renders.ts';
import type { ListProps } from './MinimalRow.tsx';
import { readPaintedShare } from './painted-share.ts';
import { createSampleStore, readerId, type SampleStore } from './sample-store.ts';
import { TanstackList } from './TanstackList.tsx';
import { VirtuaList } from './VirtuaList.tsx';
import { VirtuosoList } from './VirtuosoList.tsx';
import type { BurstReading, FlingReading, ListName, ListPage } from './list-page-contract.ts';

const lists: Readonly<Record<ListName, ComponentType<ListProps>>> = {
  virtua: VirtuaList,
  'TanStack Virtual': TanstackList,
  'react-virtuoso': VirtuosoList,
  MessageList: ConfabList,
};
const rowSelector = '[data-measured-row], [data-part="row"]';
/** A list counts as settled when nothing has moved for so many frames. */
const calmFrames = 4;
const mostFrames = 120;
/** Of so many rows in a row two are own ones. */
const recentRows = 8;
const frameMs = 1000 / 60;

const container = document.createElement('div');
container.style.cssText = 'inline-size:800px;block-size:640px;font:14px/20px sans-serif';
document.body.append(container);
let root: Root | undefined;
let prepared: SampleStore | undefined;

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

function theStore(): SampleStore {
  if (prepared === undefined) throw new Error('Nothing was prepared, so there is no list.');
  return prepared;
}

function theScroller(): HTMLElement {
  const scroller = container.querySelector<HTMLElement>('[data-scroller], [data-part="scroller"]');
  if (scroller === null) throw new Error('The list has no scroller, so nothing was measured.');
  return scroller;
}

const gap = (): number => {
  const { scrollHeight, clientHeight, scrollTop } = theScroller();
  return scrollHeight - clientHeight - scrollTop;
};

async function untilSettled(): Promise<void> {
  let before = '';
  let calm = 0;
  for (let frame = 0; frame < mostFrames && calm < calmFrames; frame += 1) {
    await nextFrame();
    const { scrollTop, scrollHeight } = theScroller();
    const shown = `${scrollTop} ${scrollHeight} ${container.querySelectorAll(rowSelector).length}`;
    calm = shown === before ? calm + 1 : 0;
    before = shown;
  }
}

/** Lets `act` happen so often, each time in a task of its own, and waits until its frame and the next are painted. */
async function repeat(times: number, act: (turn: number) => void): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) {
    act(turn);
    await nextFrame();
    await nextFrame();
  }
}

/** One of the newest rows; one that the reader wrote if `isOwn`. All of them are on screen while the list is at its end. */
function recentKey(turn: number, isOwn: boolean): string {
  const fitting = theStore()
    .order()
    .keys.slice(-recentRows)
    .filter((key) => !isOwn || theStore().row(key)?.message.senderId === readerId);
  return fitting[turn % fitting.length] ?? '';
}

const listPage: ListPage = {
  prepare(count) {
    prepared = createSampleStore(count);
  },
  async mount(name) {
    const List = lists[name];
    root = createRoot(container);
    root.render(<List store={theStore()} />);
    await nextFrame();
    await untilSettled();
  },
  async unmount() {
    root?.unmount();
    root = undefined;
    prepared = undefined;
    await nextFrame();
    await nextFrame();
  },
  idle: (times) => repeat(times, () => {}),
  append: (times) => repeat(times, () => theStore().append(1)),
  edit: (times) => repeat(times, (turn) => theStore().edit(recentKey(turn, false))),
  receipt: (times) => repeat(times, (turn) => theStore().toggleRead(recentKey(turn, true))),
  typing: (times) => repeat(times, () => theStore().toggleTyping()),
  gap,
  async toEnd() {
    theScroller().scrollTop = theScroller().scrollHeight;
    await untilSettled();
  },
  mountedRows: () => container.querySelectorAll(rowSelector).length,
  takeRenders,
  async burst(count, perSecond): Promise<BurstReading> {
    let dropped = 0;
    let isOver = false;
    const watch = (async () => {
      let before = await nextFrame();
      while (!isOver) {
        const now = await nextFrame();
        const missed = Math.round((now - before) / frameMs) - 1;
        dropped += Math.max(0, missed);
        before = now;
      }
    })();
    const begin = performance.now();
    for (let sent = 0; sent < count;) {
      const due = Math.min(count, Math.floor(((performance.now() - begin) * perSecond) / 1000) + 1);
      for (; sent < due; sent += 1) theStore().append(1);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    isOver = true;
    await watch;
    return { dropped, gap: gap() };
  },
  async fling(frames, pixelsPerFrame): Promise<FlingReading> {
    const scroller = theScroller();
    const painted = [];
    for (let frame = 0; frame < frames; frame += 1) {
      await nextFrame();
      scroller.scrollTop -= pixelsPerFrame;
      painted.push(readPaintedShare(scroller, rowSelector));
    }
    const shares = await Promise.all(painted);
    return {
      blank: shares.reduce((sum, { blank }) => sum + blank, 0) / frames,
      mostRows: Math.max(...shares.map(({ mountedRows }) => mountedRows)),
      travelled: frames * pixelsPerFrame,
    };
  },
};
Object.assign(globalThis, { listPage });
