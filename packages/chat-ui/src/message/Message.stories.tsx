import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, within } from 'storybook/test';
import { CopyIcon, MoreIcon } from '../icons/action-icons.tsx';
import { IconButton } from '../icons/IconButton.tsx';
import {
  ada,
  grace,
  linus,
  minjun,
  sampleMessage,
  sampleNow,
  sampleTime,
} from '../test-support/sample-messages.ts';
import { RowsFrame } from '../test-support/story-frames.tsx';
import { Message } from './Message.tsx';

const meta: Meta<typeof Message> = {
  title: 'Components/Message',
  component: Message,
  decorators: [
    (Story) => (
      <RowsFrame>
        <Story />
      </RowsFrame>
    ),
  ],
  args: {
    message: sampleMessage(grace, 'Could everyone click through the checkout once before lunch?'),
    isOwn: false,
    groupStart: true,
    groupEnd: true,
  },
};
export default meta;

type Story = StoryObj<typeof Message>;

export const FromSomeone: Story = {};

export const Own: Story = {
  args: {
    message: sampleMessage(ada, 'Sure. Planning for 10:00 unless someone objects.'),
    isOwn: true,
    status: 'read',
  },
};

export const Group: Story = {
  render: () => (
    <>
      <Message
        message={sampleMessage(linus, 'The cart total is off by a cent on my side.')}
        isOwn={false}
        groupStart
        groupEnd={false}
      />
      <Message
        message={sampleMessage(linus, 'We round every line before adding.')}
        isOwn={false}
        groupStart={false}
        groupEnd={false}
      />
      <Message
        message={sampleMessage(linus, 'I’ll have a fix in an hour.')}
        isOwn={false}
        groupStart={false}
        groupEnd
      />
      <Message
        message={sampleMessage(ada, 'Good catch.')}
        isOwn
        groupStart
        groupEnd={false}
        status="read"
      />
      <Message
        message={sampleMessage(ada, 'Sum first and round once at the end?')}
        isOwn
        groupStart={false}
        groupEnd
        status="sent"
      />
    </>
  ),
};

export const Links: Story = {
  args: {
    message: sampleMessage(
      grace,
      'It is at https://staging.example.com/atlas/checkout/review?build=4182&locale=ko-KR&flags=new-cart,address-autocomplete (or ask mailto:grace@example.com).',
    ),
  },
};

export const Code: Story = {
  args: {
    message: sampleMessage(
      linus,
      'Same with `--strict`:\n```ts\nconst total = items.reduce((sum, i) => sum + Math.round(i.price * i.qty * 100), 0) / 100;\nreturn format(total, { currency });\n```',
    ),
  },
};

export const LongWord: Story = {
  args: {
    message: sampleMessage(
      grace,
      'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2),
    ),
  },
};

export const Arabic: Story = {
  args: { message: sampleMessage(grace, 'راجعت النصوص العربية، والاتجاه صحيح في كل الصفحات 👍') },
};

export const Korean: Story = {
  args: {
    message: sampleMessage(minjun, '주소 입력란에 우편번호가 두 번 나와요. 정리해 두었습니다.'),
  },
};

export const Edited: Story = {
  args: {
    message: sampleMessage(grace, 'The review moves to half past two.', { editedAt: sampleNow }),
  },
};

export const Deleted: Story = {
  args: { message: sampleMessage(grace, '', { deletedAt: sampleNow }) },
};

export const Html: Story = {
  args: {
    message: sampleMessage(grace, '<p>From <b>Teams</b>:</p><ul><li>one</li><li>two</li></ul>', {
      kind: 'html',
    }),
  },
};

export const UnknownKind: Story = {
  args: { message: sampleMessage(grace, '', { kind: 'hologram' }) },
};

export const SystemMessages: Story = {
  render: () => (
    <>
      {[
        sampleMessage(grace, '', {
          kind: 'participantAdded',
          participants: [{ userId: 'k', displayName: 'Kim' }],
        }),
        sampleMessage(linus, '', { kind: 'topicUpdated', topic: 'Atlas launch' }),
        sampleMessage(grace, '', {
          kind: 'participantRemoved',
          initiatorId: 'k',
          participants: [{ userId: 'k', displayName: 'Kim' }],
        }),
      ].map((message) => (
        <Message key={message.kind} message={message} isOwn={false} groupStart groupEnd />
      ))}
    </>
  ),
};

export const Statuses: Story = {
  render: () => (
    <>
      <Message
        message={sampleMessage(ada, 'Read by everyone')}
        isOwn
        groupStart
        groupEnd
        status="read"
      />
      <Message
        message={sampleMessage(ada, 'Read by two of three')}
        isOwn
        groupStart
        groupEnd
        status="sent"
        readers={[
          { ...grace, readAt: sampleTime(9, 13) },
          { ...linus, readAt: sampleTime(9, 14) },
        ]}
      />
      <Message
        message={sampleMessage(ada, 'Sent')}
        isOwn
        groupStart
        groupEnd={false}
        status="sent"
        nextStatus="checking"
      />
      <Message
        message={sampleMessage(ada, 'Checking whether it arrived')}
        isOwn
        groupStart={false}
        groupEnd={false}
        status="checking"
      />
      <Message
        message={sampleMessage(ada, 'Sending')}
        isOwn
        groupStart={false}
        groupEnd={false}
        status="sending"
      />
      <Message
        message={sampleMessage(ada, 'Waiting for the network')}
        isOwn
        groupStart={false}
        groupEnd
        status="queued"
      />
    </>
  ),
};

export const Failed: Story = {
  args: {
    message: sampleMessage(ada, 'Release notes are in the shared folder.', { sendState: 'failed' }),
    isOwn: true,
    status: 'failed',
    statusDetail: 'You are no longer in this chat.',
    onRetry: fn(),
    onDiscard: fn(),
  },
  play: async ({ args, canvasElement }) => {
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Retry' }));
    await expect(args.onRetry).toHaveBeenCalledOnce();
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Discard' }));
    await expect(args.onDiscard).toHaveBeenCalledOnce();
  },
};

export const Actions: Story = {
  args: {
    actions: (
      <>
        <IconButton label="Copy text">
          <CopyIcon />
        </IconButton>
        <IconButton label="More">
          <MoreIcon />
        </IconButton>
      </>
    ),
  },
  play: async ({ canvasElement }) => {
    await userEvent.hover(within(canvasElement).getByText(/Could everyone/u));
    await userEvent.tab();
    await expect(within(canvasElement).getByRole('button', { name: 'Copy text' })).toHaveFocus();
  },
};
