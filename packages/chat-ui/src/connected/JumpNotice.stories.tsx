import type { Meta, StoryObj } from '@storybook/react-vite';
import { fn } from 'storybook/test';
import { Panel } from '../test-support/story-frames.tsx';
import { JumpNotice } from './JumpNotice.tsx';

const meta: Meta<typeof JumpNotice> = {
  title: 'Connected/JumpNotice',
  component: JumpNotice,
  args: { onGoOn: fn(), onClose: fn() },
  decorators: [
    (Story) => (
      <Panel inlineSize="480px">
        <Story />
      </Panel>
    ),
  ],
};
export default meta;

type Story = StoryObj<typeof JumpNotice>;

export const Looking: Story = { args: { state: 'loading' } };
export const TooFar: Story = { args: { state: 'too-far' } };
export const NotFound: Story = { args: { state: 'not-found' } };
export const Failed: Story = { args: { state: 'failed' } };
