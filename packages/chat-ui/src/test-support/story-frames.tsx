import type { ReactNode } from 'react';
import { ThreadPane } from '../layout/ThreadPane.tsx';

/** A place for rows of a thread in a story, 520 px wide. */
export function RowsFrame({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <Panel inlineSize="520px">
      <ThreadPane label="Story">
        <div style={{ padding: '4px 20px 20px' }}>{children}</div>
      </ThreadPane>
    </Panel>
  );
}

/** A panel of a fixed size in a story, with the outline that a page would give it. */
export function Panel(props: {
  readonly inlineSize: string;
  readonly blockSize?: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div
      style={{
        inlineSize: props.inlineSize,
        maxInlineSize: '100%',
        blockSize: props.blockSize ?? 'auto',
        overflow: 'hidden',
        borderRadius: 'var(--confab-r-panel)',
        boxShadow: '0 0 0 1px var(--confab-line)',
      }}
    >
      {props.children}
    </div>
  );
}
