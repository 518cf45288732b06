'use client';

import { useRef, type ReactNode } from 'react';
import { usePaneFocus } from './use-pane-focus.ts';

/** Props of {@link ChatLayout}. */
export interface ChatLayoutProps {
  /** The list of threads. */
  readonly list: ReactNode;
  /** The open thread, or what stands there while none is open. */
  readonly thread: ReactNode;
  /** Whether a thread is open. Where only one pane fits, this decides which one shows. */
  readonly selected: boolean;
  /** Id of the open thread: where only one pane fits, going back gives the focus to its row in the list. */
  readonly selectedId?: string | undefined;
}

/**
 * Threads beside the open one from 720 px of its own width; below that, one at a time, and the focus goes along. Fills its
 * container.
 */
export function ChatLayout({ list, thread, selected, selectedId }: ChatLayoutProps): ReactNode {
  const root = useRef<HTMLDivElement>(null);
  usePaneFocus(root, selected, selectedId);
  return (
    <div ref={root} data-part="chat-layout">
      <div data-part="chat-panes" data-state={selected ? 'thread' : 'list'}>
        <div data-part="list-pane">{list}</div>
        <div data-part="main-pane">{thread}</div>
      </div>
    </div>
  );
}
