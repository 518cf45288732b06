import type { Meta, StoryObj } from '@storybook/react-vite';
import { everybody } from '../test-support/sample-messages.ts';
import { Panel } from '../test-support/story-frames.tsx';
import { ThreadStart } from './ThreadStart.tsx';

const meta: Meta<typeof ThreadStart> = {
  title: 'Components/ThreadStart',
  component: ThreadStart,
  decorators: [
    (Story) => (
      <Panel inlineSize="420px">
        <Story />
      </Panel>
    ),
  ],
};
export default meta;

type Story = StoryObj<typeof ThreadStart>;

export const WithOthers: Story = { args: { people: everybody.slice(1) } };
export const Alone: Story = { args: { people: [] } };
