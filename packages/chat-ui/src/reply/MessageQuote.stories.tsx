import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, within } from 'storybook/test';
import { Message } from '../message/Message.tsx';
import { ada, grace, linus, sampleMessage } from '../test-support/sample-messages.ts';
import { RowsFrame } from '../test-support/story-frames.tsx';
import { MessageQuote, type MessageQuoteProps } from './MessageQuote.tsx';

const meta: Meta<typeof MessageQuote> = {
  title: 'Components/MessageQuote',
  component: MessageQuote,
  decorators: [
    (Story) => (
      <RowsFrame>
        <Story />
      </RowsFrame>
    ),
  ],
  args: {
    senderId: linus.userId,
    senderName: 'Linus',
    text: 'The cart total is off by a cent on my side. It happens with three items at €9.99, and only when the discount is applied before the tax.',
    label: 'In reply to',
    openLabel: 'Go to the message',
    onOpen: fn(),
  },
  render: (args) => <Rows {...args} />,
};
export default meta;

type Story = StoryObj<typeof MessageQuote>;

function Rows(quote: MessageQuoteProps) {
  return (
    <>
      <Message
        message={sampleMessage(grace, 'Sum first, round once.')}
        isOwn={false}
        groupStart
        groupEnd
        quote={<MessageQuote {...quote} />}
      />
      <Message
        message={sampleMessage(
          ada,
          'That is it. I’ll change it and add a test with those numbers.',
        )}
        isOwn
        groupStart
        groupEnd
        status="read"
        quote={<MessageQuote {...quote} />}
      />
    </>
  );
}

export const OfSomebody: Story = {
  async play({ canvasElement, args }) {
    const [quote] = within(canvasElement).getAllByRole('button', { name: /In reply to Linus/ });
    if (quote === undefined) throw new Error('There is no quote to press.');
    await userEvent.click(quote);
    await expect(args.onOpen).toHaveBeenCalledWith({ focus: false });
  },
};

export const OfADeletedMessage: Story = {
  args: { text: 'This message was deleted', state: 'note' },
};

export const ThatIsOnItsWay: Story = {
  args: { senderId: undefined, senderName: undefined, text: 'Loading …', state: 'note' },
};

export const ThatIsGone: Story = {
  args: {
    senderId: undefined,
    senderName: undefined,
    text: 'The original message is not available',
    state: 'note',
    onOpen: undefined,
  },
};

export const MixedDirections: Story = {
  args: { senderName: 'ليلى حداد', text: 'راجعت النصوص العربية، والاتجاه صحيح في كل الصفحات 👍' },
};
