import type { Meta, StoryObj } from '@storybook/react-vite';
import { fn } from 'storybook/test';
import { MoreIcon } from '../icons/action-icons.tsx';
import { IconButton } from '../icons/IconButton.tsx';
import { ThreadPane } from '../layout/ThreadPane.tsx';
import { ada, everybody } from '../test-support/sample-messages.ts';
import { Panel } from '../test-support/story-frames.tsx';
import { ThreadHeader } from './ThreadHeader.tsx';

const meta: Meta<typeof ThreadHeader> = {
  title: 'Components/ThreadHeader',
  component: ThreadHeader,
  decorators: [
    (Story, { parameters }) => (
      <Panel inlineSize={String(parameters['inlineSize'] ?? '640px')}>
        <ThreadPane label="Story" header={<Story />}>
          {null}
        </ThreadPane>
      </Panel>
    ),
  ],
  args: {
    topic: 'Atlas launch',
    participants: everybody,
    userId: ada.userId,
    onShowParticipants: fn(),
    connectionDelayMs: 0,
    actions: (
      <IconButton label="More">
        <MoreIcon />
      </IconButton>
    ),
  },
};
export default meta;

type Story = StoryObj<typeof ThreadHeader>;

export const Live: Story = { args: { connection: 'live' } };
export const Connecting: Story = { args: { connection: 'connecting' } };
export const Reconnecting: Story = { args: { connection: 'reconnecting' } };
export const SignedOut: Story = { args: { connection: 'auth-blocked' } };
export const Stopped: Story = { args: { connection: 'stopped' } };
export const ShowingPeople: Story = { args: { isShowingParticipants: true } };
export const Narrow: Story = { args: { onBack: fn() }, parameters: { inlineSize: '390px' } };
export const Sidebar: Story = { args: { onBack: fn() }, parameters: { inlineSize: '320px' } };
export const LongTopic: Story = {
  args: {
    topic: 'Quarterly planning with everyone from both offices and the new people',
    connection: 'reconnecting',
  },
  parameters: { inlineSize: '420px' },
};
