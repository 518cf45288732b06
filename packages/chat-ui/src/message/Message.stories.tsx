import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, screen, userEvent, waitFor, within } from 'storybook/test';
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
    message: sampleMessage(ada, 'Sure. Planning for 10:00 unless someone objects.'),
    isOwn: true,
    status: 'sent',
    onEdit: fn(),
    onDelete: fn(),
  },
  play: async ({ canvasElement }) => {
    await userEvent.hover(within(canvasElement).getByText(/Planning/u));
    await userEvent.click(await within(canvasElement).findByRole('button', { name: 'More' }));
    await waitFor(() => expect(screen.getByRole('menuitem', { name: 'Edit' })).toHaveFocus());
  },
};

export const EditNotSaved: Story = {
  args: {
    message: sampleMessage(ada, 'We go at ten.', {
      failedChange: {
        kind: 'edit',
        content: 'We go at eleven.',
        failure: { code: 'network', message: 'There is no connection.', retryable: true },
      },
    }),
    isOwn: true,
    status: 'sent',
    onRetryChange: fn(),
  },
};

export const Html: Story = {
  args: {
    message: sampleMessage(
      linus,
      '<p>The <b>short</b> version:</p><ul><li>round <i>once</i></li><li>see <a href="https://a.example/plan">the plan</a></li></ul><blockquote>at the end</blockquote>',
      { kind: 'html' },
    ),
  },
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByRole('link', { name: 'the plan' });
  },
};

export const Emoji: Story = { args: { message: sampleMessage(minjun, '🎉🙏') } };

const files = (list: readonly unknown[]) => ({ 'confab.attachments': JSON.stringify(list) });

/** Nothing answers at these addresses: the picture keeps its place while it loads, and says when it cannot. */
export const Files: Story = {
  args: {
    message: sampleMessage(minjun, '우편번호가 두 번 나와요.', {
      metadata: files([
        {
          url: 'https://files.invalid/checkout-ko.png',
          name: 'checkout-ko.png',
          mime: 'image/png',
          bytes: 186_000,
          width: 480,
          height: 240,
        },
        {
          url: 'https://files.invalid/address-fields-korean-final.pdf',
          name: 'address-fields-korean-final.pdf',
          mime: 'application/pdf',
          bytes: 254_000,
        },
      ]),
    }),
  },
};
