import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState, type CSSProperties, type ReactElement } from 'react';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { Panel } from '../test-support/story-frames.tsx';
import type { MessageListItem } from './message-list-item.ts';
import { useMessageListBehavior } from './use-message-list-behavior.ts';

const meta: Meta = {
  title: 'Headless/useMessageListBehavior',
  decorators: [
    (Story) => (
      <Panel inlineSize="420px" blockSize="420px">
        <Story />
      </Panel>
    ),
  ],
};
export default meta;

const everyItem = Array.from({ length: 6000 }, (_, index): MessageListItem => ({
  key: `${index + 1}`,
  groupStart: true,
  groupEnd: true,
}));

const rowStyle: CSSProperties = {
  padding: '6px 12px',
  fontFamily: 'ui-monospace, monospace',
  listStyle: 'none',
};

/** A log with markup and styles of its own: 5,000 lines, of which only those near the screen are rendered. */
export const OwnMarkup: StoryObj = {
  render: function OwnMarkup(): ReactElement {
    const [count, setCount] = useState(5000);
    const list = useMessageListBehavior({ items: everyItem.slice(0, count) });
    return (
      <>
        <div {...list.getScrollerProps({ style: { blockSize: 340 } })}>
          <div {...list.getStartProps()} />
          <ol {...list.getListProps({ 'aria-label': 'Log', style: { margin: 0, padding: 0 } })}>
            {list.rows.map((row) => (
              <li key={row.key} {...list.getRowProps(row, { style: rowStyle })}>
                Line {row.key}
              </li>
            ))}
          </ol>
          <div {...list.getEndProps()} />
        </div>
        <p style={{ margin: 12 }}>
          <button type="button" onClick={() => setCount((before) => before + 1)}>
            Add a line
          </button>{' '}
          {!list.isAtBottom && (
            <button {...list.getLatestButtonProps()}>{list.newCount} new</button>
          )}
        </p>
      </>
    );
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await canvas.findByText('Line 5000');
    await expect(canvas.getAllByRole('listitem').length).toBeLessThanOrEqual(60);
    const scroller = canvas.getByRole('list').parentElement;
    if (scroller === null) throw new Error('The list has no scroller.');
    scroller.scrollTop = 1000;
    await canvas.findByRole('button', { name: '0 new' });
    await userEvent.click(canvas.getByRole('button', { name: 'Add a line' }));
    await userEvent.click(await canvas.findByRole('button', { name: '1 new' }));
    await waitFor(() => expect(canvas.getByText('Line 5001')).toBeVisible());
  },
};
