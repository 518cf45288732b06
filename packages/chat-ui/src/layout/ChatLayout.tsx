import type { ReactNode } from 'react';

/** Props of {@link ChatLayout}. */
export interface ChatLayoutProps {
  /** The list of threads. */
  readonly list: ReactNode;
  /** The open thread, or what stands there while none is open. */
  readonly thread: ReactNode;
  /** Whether a thread is open. Where only one pane fits, this decides which one shows. */
  readonly selected: boolean;
}

/** Threads beside the open one from 720 px of its own width; below that, one at a time. Fills its container. */
export function ChatLayout({ list, thread, selected }: ChatLayoutProps): ReactNode {
  return (
    <div data-part="chat-layout">
      <div data-part="chat-panes" data-state={selected ? 'thread' : 'list'}>
        <div data-part="list-pane">{list}</div>
        <div data-part="main-pane">{thread}</div>
      </div>
    </div>
  );
}
