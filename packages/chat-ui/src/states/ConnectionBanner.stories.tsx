import type { Meta, StoryObj } from '@storybook/react-vite';
import { fn } from 'storybook/test';
import { Panel } from '../test-support/story-frames.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';

const meta: Meta<typeof ConnectionBanner> = {
  title: 'Components/ConnectionBanner',
  component: ConnectionBanner,
  decorators: [
    (Story) => (
      <Panel inlineSize="520px">
        <Story />
      </Panel>
    ),
  ],
};
export default meta;

type Story = StoryObj<typeof ConnectionBanner>;

export const Offline: Story = { args: { status: 'offline' } };
export const Connecting: Story = { args: { status: 'connecting' } };
export const Reconnecting: Story = { args: { status: 'reconnecting' } };
export const Restored: Story = { args: { status: 'restored', sentCount: 2 } };
export const SessionExpired: Story = { args: { status: 'auth-blocked', onSignIn: fn() } };
export const Stopped: Story = { args: { status: 'stopped', onReconnect: fn() } };
