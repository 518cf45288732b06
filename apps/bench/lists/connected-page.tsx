// The script of a page with the whole connected thread on a real server.
import { ChatClient, createTokenCredential } from '@confab/chat-core';
import { createChatSession } from '@confab/chat-core/session';
import { ChatProvider, useConnection, useMessages } from '@confab/chat-react';
import { ChatUiProvider } from '@confab/chat-ui';
import { ChatThread } from '@confab/chat-ui/connected';
import { useEffect, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { ConnectedPage, ConnectedPlan, Sight } from './connected-contract.ts';
import { takeRenders } from './count-renders.ts';
import './key-page.ts';

const container = document.createElement('div');
container.style.cssText = 'inline-size:800px;block-size:700px';
document.body.append(container);
const fullHeight = { blockSize: '100%' };

let loaded = 0;
let seen: Promise<void> = Promise.resolve();

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

interface PagerProps {
  readonly plan: ConnectedPlan;
  readonly onLoaded: () => void;
}

/** Pages back as far as the plan says. */
function Pager({ plan, onLoaded }: PagerProps): ReactNode {
  const { messageKeys, hasOlder, isFetchingOlder, fetchOlder } = useMessages(plan.threadId, {
    pageSize: 200,
  });
  const { status } = useConnection();
  const count = messageKeys.length;
  useEffect(() => {
    loaded = count;
    if (count < plan.loaded && hasOlder && !isFetchingOlder) fetchOlder();
    if (count > 0 && (count >= plan.loaded || !hasOlder) && status === 'live') onLoaded();
  }, [count, plan, hasOlder, isFetchingOlder, fetchOlder, status, onLoaded]);
  return null;
}

function isInSight(sight: Sight): boolean {
  if (sight.kind === 'text') return textOf('scroller').includes(sight.text);
  if (sight.kind === 'typing') return textOf('typing').includes(sight.name);
  const rows = [...container.querySelectorAll('[data-part="row"]')];
  const row = rows.findLast(({ textContent }) => textContent?.includes(sight.text));
  return row?.querySelector('[data-part="receipt-readers"]') != null;
}

const textOf = (part: string): string =>
  container.querySelector(`[data-part="${part}"]`)?.textContent ?? '';

async function look(sight: Sight): Promise<void> {
  if (!isInSight(sight)) {
    await new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!isInSight(sight)) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(container, { childList: true, subtree: true, characterData: true });
    });
  }
  await nextFrame();
  await nextFrame();
}

const connectedPage: ConnectedPage = {
  async open(plan) {
    const client = new ChatClient(plan.endpoint, createTokenCredential(plan.token));
    const session = createChatSession(client, {
      userId: plan.userId,
      displayName: 'Ada',
      // The server of the benchmark has no limits: there is no need to wait while the messages are paged in.
      reliability: { listsPerMinute: 10_000 },
    });
    const root = createRoot(container);
    const show = (pager: ReactNode): void =>
      root.render(
        <ChatProvider session={session}>
          {pager}
          <ChatUiProvider style={fullHeight}>
            <ChatThread threadId={plan.threadId} />
          </ChatUiProvider>
        </ChatProvider>,
      );
    await new Promise<void>((onLoaded) => {
      show(<Pager plan={plan} onLoaded={onLoaded} />);
    });
    show(null);
    for (let frame = 0; frame < 60; frame += 1) await nextFrame();
    return loaded;
  },
  expectSight(sight) {
    seen = look(sight);
  },
  untilSeen: () => seen,
  loadedCount: () => loaded,
  gap() {
    const scroller = container.querySelector('[data-part="scroller"]');
    if (scroller === null) return Number.NaN;
    return scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
  },
  takeRenders,
};
Object.assign(globalThis, { connectedPage });
