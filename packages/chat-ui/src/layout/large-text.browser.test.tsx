import { cleanup } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { Composer } from '../composer/Composer.tsx';
import { frames } from '../list/test-support/painted-frames.ts';
import { labelsEn } from '../labels/labels-en.ts';
import { ConnectionBanner } from '../states/ConnectionBanner.tsx';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { ada, everybody, sampleTime } from '../test-support/sample-messages.ts';
import '../styles/styles.css';
import { ThreadHeader } from '../thread-header/ThreadHeader.tsx';
import { ThreadList } from '../thread-list/ThreadList.tsx';
import { ThreadNotice } from '../thread-notice/ThreadNotice.tsx';
import { TypingIndicator } from '../typing/TypingIndicator.tsx';
import { ThreadPane } from './ThreadPane.tsx';

const longTopic = 'Quarterly planning with everyone from both offices';
const nothing = (): void => undefined;

afterEach(() => {
  cleanup();
  document.documentElement.style.fontSize = '';
});

async function show(ui: ReactNode, fontSize: string): Promise<HTMLElement> {
  await page.viewport(360, 1400);
  document.documentElement.style.fontSize = fontSize;
  const style = { inlineSize: '320px', blockSize: '1300px' };
  const { container } = renderInProvider(<>{ui}</>, { style });
  const root = container.querySelector<HTMLElement>('.confab');
  if (root === null) throw new Error('There is a provider.');
  // Rows are laid out when it is known that they are on screen.
  await frames(2);
  return root;
}

/** Texts that are not for the eyes: their box is a point. */
const isUnseen = (element: Element): boolean =>
  element.closest('[data-part="visually-hidden"], [data-part="wide-only"], [hidden]') !== null;
/** Cut on purpose: the whole text is its title, or is shown elsewhere. */
function isEllipsis(element: Element | null): boolean {
  if (element === null) return false;
  return getComputedStyle(element).textOverflow === 'ellipsis' || isEllipsis(element.parentElement);
}

interface TextBox {
  readonly element: HTMLElement;
  readonly text: string;
  readonly box: DOMRect;
}

function textsIn(root: HTMLElement): TextBox[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: TextBox[] = [];
  while (walker.nextNode() !== null) {
    const { currentNode } = walker;
    const element = currentNode.parentElement;
    const text = currentNode.textContent?.trim() ?? '';
    if (
      element === null ||
      text === '' ||
      isUnseen(element) ||
      element.matches('textarea') ||
      !element.checkVisibility()
    )
      continue;
    const range = document.createRange();
    range.selectNodeContents(currentNode);
    found.push({ element, text, box: range.getBoundingClientRect() });
  }
  return found;
}

/** What is cut off or pushed out: texts that stick out of a box around them, and boxes that are wider than their place. */
function problemsIn(root: HTMLElement): string[] {
  const problems: string[] = [];
  for (const element of root.querySelectorAll<HTMLElement>('[data-part]')) {
    if (isUnseen(element) || isEllipsis(element) || element.closest('svg') !== null) continue;
    if (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
      problems.push(`${element.dataset['part']} is ${element.scrollWidth} px wide in its place`);
  }
  for (const field of root.querySelectorAll('textarea, input'))
    if (field.scrollHeight > field.clientHeight + 1) problems.push('the text of a field is cut');
  const edges = root.getBoundingClientRect();
  const texts = textsIn(root);
  for (const { element, text, box } of texts) {
    if (!isEllipsis(element) && (box.left < edges.left - 1 || box.right > edges.right + 1))
      problems.push(`"${text}" sticks out sideways`);
    for (
      let around: Element | null = element;
      around !== null && around !== root;
      around = around.parentElement
    ) {
      const frame = around.getBoundingClientRect();
      if (getComputedStyle(around).display === 'inline') continue;
      if (box.top < frame.top - 2 || box.bottom > frame.bottom + 2)
        problems.push(`"${text}" sticks out of ${around.getAttribute('data-part')}`);
    }
  }
  return problems;
}

const thread = (
  <ThreadPane
    label="Thread"
    header={
      <ThreadHeader
        topic={longTopic}
        participants={everybody}
        userId={ada.userId}
        onBack={nothing}
        onShowParticipants={nothing}
        connection="degraded"
        connectionDelayMs={0}
      />
    }
    banner={
      <>
        <ConnectionBanner status="reconnecting" />
        <ConnectionBanner status="auth-blocked" onSignIn={nothing} />
        <ConnectionBanner status="restored" sentCount={2} />
      </>
    }
    typing={<TypingIndicator names={['Grace']} />}
    composer={
      <>
        <ThreadNotice
          tone="warning"
          title={labelsEn.notKept}
          description={labelsEn.notKeptPrivate}
          onDismiss={nothing}
        />
        <Composer placeholder={`Message ${longTopic}`} onSend={nothing} text="Half a thought" />
      </>
    }
  >
    <p />
  </ThreadPane>
);

const ended = (
  <ThreadPane
    label="Thread"
    composer={
      <ThreadNotice
        tone="ended"
        title={labelsEn.notMember}
        description={labelsEn.notMemberHint}
        actionLabel={labelsEn.back}
        onAction={nothing}
      />
    }
  >
    <p />
  </ThreadPane>
);

const list = (
  <ThreadList
    onNewThread={nothing}
    threads={[
      {
        id: '1',
        topic: longTopic,
        participants: everybody,
        lastMessage: { senderName: 'Wolfeschlegelsteinhausen', text: 'Agenda is in the invite' },
        lastMessageAt: sampleTime(10, 0, 40),
        unread: 240,
        isSelected: false,
      },
      {
        id: '2',
        topic: 'Grace',
        draft: 'Could you look at it?',
        isSelected: false,
        unread: 'some',
      },
      {
        id: '3',
        topic: 'Linus',
        lastMessage: { text: 'Lost', isOwn: true, status: 'failed' },
        lastMessageAt: sampleTime(9, 0, 1),
        isSelected: true,
      },
    ]}
  />
);

describe.each([
  ['as it is', ''],
  ['at 200 %', '200%'],
])('text %s, in 320 px', (_name, fontSize) => {
  it.each([
    ['a thread with header, banners, notice and composer', thread],
    ['a thread that has ended', ended],
    ['the list of threads', list],
  ])('cuts nothing off and pushes nothing out of %s', async (_what, ui) => {
    const root = await show(ui, fontSize);
    expect(root.scrollWidth).toBeLessThanOrEqual(root.clientWidth);
    expect(textsIn(root).length).toBeGreaterThan(1);
    expect(problemsIn(root)).toEqual([]);
  });
});

it('text follows the size that the reader has set in the browser', async () => {
  const root = await show(list, '200%');
  const topic = root.querySelector('[data-part="thread-topic"]');
  expect(topic && getComputedStyle(topic).fontSize).toBe('28px');
});

it('text does not shrink with a page that sets its root to 10 px', async () => {
  const root = await show(list, '62.5%');
  const topic = root.querySelector('[data-part="thread-topic"]');
  expect(topic && getComputedStyle(topic).fontSize).toBe('14px');
});
