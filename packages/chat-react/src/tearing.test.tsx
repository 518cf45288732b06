import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import fc from 'fast-check';
import {
  memo,
  startTransition,
  useEffect,
  useState,
  type ComponentType,
  type ReactNode,
} from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ChatProvider } from './ChatProvider.tsx';
import { createChatStore } from './chat-store.ts';
import { createChatScene, type ChatScene } from './test-support/chat-scene.tsx';
import { useChatStore } from './use-chat-store.ts';
import { useMessages } from './use-messages.ts';

/** React reads it to know whether it is under test. */
const reactGlobal: { IS_REACT_ACT_ENVIRONMENT?: boolean } & typeof globalThis = globalThis;

let scene: ChatScene;
let showMore: (rows: number) => void;
/** States that were on screen beside each other after some commit. */
let torn: string[];
let observer: MutationObserver;

beforeEach(async () => {
  scene = await createChatScene(['Hello']);
  torn = [];
});

afterEach(async () => {
  reactGlobal.IS_REACT_ACT_ENVIRONMENT = true;
  observer.disconnect();
  cleanup();
  await scene.end();
});

function beBusy(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

/** A row that is costly to draw, so that a transition with many of them takes several slices of time. */
const Reader = memo(function Reader(): ReactNode {
  const count = useChatStore((state) => state.threads.get(scene.threadId)?.messageKeys.length ?? 0);
  const { messageKeys } = useMessages(scene.threadId);
  beBusy(0.5);
  return (
    <li>
      {count}/{messageKeys.length}
    </li>
  );
});

/** A row as it must not be: it reads the store without subscribing to it. */
const CarelessReader = memo(function CarelessReader(): ReactNode {
  const thread = createChatStore(scene.ada).getState().threads.get(scene.threadId);
  beBusy(0.5);
  return <li>{thread?.messageKeys.length}</li>;
});

function Rows({ row: Row }: { readonly row: ComponentType }): ReactNode {
  const [count, setCount] = useState(0);
  useEffect(() => {
    showMore = (rows) => startTransition(() => setCount((before) => before + rows));
  }, []);
  return (
    <ol>
      {Array.from({ length: count }, (_, index) => (
        <Row key={index} />
      ))}
    </ol>
  );
}

function show(row: ComponentType): void {
  const { container } = render(
    <ChatProvider session={scene.ada}>
      <Rows row={row} />
    </ChatProvider>,
  );
  observer = new MutationObserver(() => {
    const rows = [...container.querySelectorAll('li')];
    const states = new Set(rows.flatMap((one) => (one.textContent ?? '').split('/')));
    if (states.size > 1) torn.push([...states].join(' and '));
  });
  observer.observe(container, { childList: true, subtree: true, characterData: true });
}

/** Sends a few messages while a transition with many rows renders in slices, as it does outside of tests. Gives how many were sent. */
async function sendWhileRendering(row: ComponentType): Promise<number> {
  show(row);
  reactGlobal.IS_REACT_ACT_ENVIRONMENT = false;
  showMore(100);
  let sent = 0;
  await waitFor(
    () => {
      if (screen.queryAllByRole('listitem').length === 100) return;
      // More would starve the transition, until React gives up slicing it.
      if (sent < 8) scene.ada.send(scene.threadId, { content: 'Meanwhile' });
      sent += 1;
      throw new Error('It still renders.');
    },
    { interval: 5 },
  );
  return Math.min(sent, 8);
}

test('messages that come between the slices of a transition leave one state on screen', async () => {
  expect(await sendWhileRendering(Reader)).toBeGreaterThan(1);
  expect(torn).toEqual([]);
});

test('this check notices rows that read the store without subscribing', async () => {
  await sendWhileRendering(CarelessReader);
  expect(torn).not.toEqual([]);
});

test('in whatever order transitions and messages come, one state is on screen', async () => {
  show(Reader);
  await fc.assert(
    fc.asyncProperty(fc.scheduler({ act }), async (scheduler) => {
      for (let index = 0; index < 3; index += 1) {
        void scheduler.schedule(Promise.resolve(), 'transition').then(() => showMore(3));
        void scheduler
          .schedule(Promise.resolve(), 'message')
          .then(() => scene.ada.send(scene.threadId, { content: 'More' }));
      }
      await scheduler.waitIdle();
      expect(torn).toEqual([]);
    }),
    { numRuns: 15 },
  );
  expect(screen.getAllByRole('listitem').length).toBeGreaterThanOrEqual(15 * 9);
});
