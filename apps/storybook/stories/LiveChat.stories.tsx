import type { ChatUiProviderProps } from '@confab/chat-ui';
import { ChatApp, ChatThread } from '@confab/chat-ui/connected';
import type { ChatFaults } from '@confab/chat-server';
import type { Meta, StoryObj } from '@storybook/react-vite';
import type { ReactNode } from 'react';
import { expect, waitFor, within } from 'storybook/test';
import { LiveScene, Side, Sides } from './LiveScene.tsx';
import type { Scene } from './scene.ts';

const meta: Meta = {
  title: 'Live/Two people',
  parameters: {
    docs: {
      description: {
        component:
          'The whole kit at work: client, session, hooks and components on a chat service that runs in this page. Write on one side and watch the other.',
      },
    },
  },
};
export default meta;

type Story = StoryObj<typeof meta>;
type Canvas = ReturnType<typeof within>;

/** The look that the toolbar chooses, for providers inside a story. */
function lookOf(globals: Readonly<Record<string, unknown>>): ChatUiProviderProps {
  return {
    colorScheme: globals['colorScheme'] === 'dark' ? 'dark' : 'light',
    dir: globals['direction'] === 'rtl' ? 'rtl' : 'ltr',
    messageStyle: globals['messageStyle'] === 'flat' ? 'flat' : 'bubbles',
  };
}

function TwoThreads(props: {
  readonly scene: Scene;
  readonly look: ChatUiProviderProps;
}): ReactNode {
  const { ada, grace, threadId } = props.scene;
  return (
    <Sides>
      {[ada, grace].map((session) => (
        <Side key={session.id} session={session} look={props.look}>
          <ChatThread threadId={threadId} />
        </Side>
      ))}
    </Sides>
  );
}

/** Two whole chats on one page have each landmark twice, which axe reports. An app shows one chat. */
const twoChats = {
  a11y: { config: { rules: [{ id: 'landmark-unique', enabled: false }] } },
};

// A busy machine is slow, not wrong.
const patience = { timeout: 10_000 };

async function sideOf(canvas: Canvas, name: string): Promise<Canvas> {
  const side = await canvas.findByRole('region', { name }, patience);
  const field = await within(side).findByRole(
    'textbox',
    { name: 'Message Ada and Grace' },
    patience,
  );
  // Nothing can be written until it is known what was written here last time.
  await waitFor(() => expect(field).not.toHaveAttribute('readonly'), patience);
  return within(side);
}

async function statusOf(side: Canvas, text: string): Promise<string | null | undefined> {
  const message = (await side.findByText(text)).closest('[data-part="message"]');
  return message?.getAttribute('data-state');
}

/** Ada writes and Grace has her window open, so she sees it at once. */
export const TypingAndReading: Story = {
  parameters: twoChats,
  render: (_args, { globals }) => (
    <LiveScene>{(scene) => <TwoThreads scene={scene} look={lookOf(globals)} />}</LiveScene>
  ),
  play: async ({ canvas, userEvent }) => {
    const ada = await sideOf(canvas, 'Ada');
    const grace = await sideOf(canvas, 'Grace');
    const field = ada.getByRole('textbox');

    await userEvent.type(field, 'Coffee first?');
    await expect(await grace.findByText('Ada is typing', {}, patience)).toBeVisible();

    await userEvent.type(field, '{Enter}');
    await expect(ada.getByText('Coffee first?')).toBeVisible();
    await grace.findByText('Coffee first?', {}, patience);
    await expect(grace.getAllByText('Coffee first?')).toHaveLength(1);
    await waitFor(() => expect(grace.queryByText('Ada is typing')).toBeNull(), patience);
    await waitFor(async () => expect(await statusOf(ada, 'Coffee first?')).toBe('read'), patience);
    await expect(ada.getAllByText('Coffee first?')).toHaveLength(1);
  },
};

/** `ChatApp` is the list of threads beside the open one. */
export const SeveralThreads: Story = {
  render: (_args, { globals }) => (
    <LiveScene>
      {(scene) => (
        <Side session={scene.ada} look={lookOf(globals)}>
          <ChatApp opensLatest />
        </Side>
      )}
    </LiveScene>
  ),
  play: async ({ canvas, userEvent }) => {
    const ada = await sideOf(canvas, 'Ada');
    const row = await ada.findByRole('button', { name: /Design review/ }, patience);
    await within(row).findByText('2 unread messages', {}, patience);
    await userEvent.click(row);

    const field = await ada.findByRole('textbox', { name: 'Message Design review' }, patience);
    await expect(await ada.findByRole('separator', { name: 'New' }, patience)).toBeVisible();
    await expect(within(row).queryByText('2 unread messages')).toBeNull();
    await userEvent.type(field, 'Thank you both{Enter}');
    await expect(await within(row).findByText('Thank you both')).toBeVisible();
  },
};

/** Each rule strikes once, in this order. */
const troubles: ChatFaults = {
  rules: [
    { where: 'rest', operations: ['sendMessage'], fault: 'status', status: 503, times: 1 },
    { where: 'rest', operations: ['sendMessage'], fault: 'lose-response', times: 1 },
  ],
};

/** The service refuses the next message once, then stores it and loses the answer. It still ends as sent, once. */
export const TroubledService: Story = {
  parameters: twoChats,
  render: (_args, { globals }) => (
    <LiveScene>
      {(scene) => (
        <>
          <p>
            <button
              type="button"
              style={{ padding: '6px 12px', border: '1px solid', borderRadius: '6px' }}
              onClick={() => scene.setFaults(troubles)}
            >
              Answer the next send with 503, and lose the answer to the one after
            </button>
          </p>
          <TwoThreads scene={scene} look={lookOf(globals)} />
        </>
      )}
    </LiveScene>
  ),
  play: async ({ canvas, userEvent }) => {
    const ada = await sideOf(canvas, 'Ada');
    const grace = await sideOf(canvas, 'Grace');
    const field = ada.getByRole('textbox');
    await userEvent.click(canvas.getByRole('button', { name: /503/ }));

    await userEvent.type(field, 'Against all odds{Enter}');
    // It is stored in the browser first.
    await waitFor(async () => expect(await statusOf(ada, 'Against all odds')).toBe('sending'), {
      interval: 10,
    });
    await grace.findByText('Against all odds', {}, patience);
    await waitFor(
      async () => expect(await statusOf(ada, 'Against all odds')).toMatch(/^(sent|read)$/),
      patience,
    );
    await expect(ada.getAllByText('Against all odds')).toHaveLength(1);
    await expect(grace.getAllByText('Against all odds')).toHaveLength(1);
  },
};
