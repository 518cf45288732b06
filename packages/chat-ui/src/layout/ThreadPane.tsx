import type { ReactNode } from 'react';

/** Props of {@link ThreadPane}. */
export interface ThreadPaneProps {
  /** Accessible name of the region, for example the topic. */
  readonly label: string;
  readonly header?: ReactNode;
  /** A line between header and list, for example a `ConnectionBanner`. */
  readonly banner?: ReactNode;
  /** The list of messages, or the state that stands in for it. Gets all the height that is left. */
  readonly children: ReactNode;
  /** Line above the composer, for example a `TypingIndicator`. */
  readonly typing?: ReactNode;
  readonly composer?: ReactNode;
}

/** Arranges one thread: header, list, typing line, composer. Fits from 320 px up. */
export function ThreadPane(props: ThreadPaneProps): ReactNode {
  return (
    <section data-part="thread-pane" aria-label={props.label}>
      {props.header}
      {props.banner}
      <div data-part="thread-view">{props.children}</div>
      {props.typing}
      {props.composer}
    </section>
  );
}
