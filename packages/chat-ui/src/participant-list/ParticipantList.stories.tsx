import type { Meta, StoryObj } from '@storybook/react-vite';
import { CloseIcon } from '../icons/action-icons.tsx';
import { IconButton } from '../icons/IconButton.tsx';
import { ada, everybody } from '../test-support/sample-messages.ts';
import { Panel } from '../test-support/story-frames.tsx';
import { ParticipantList } from './ParticipantList.tsx';

const meta: Meta<typeof ParticipantList> = {
  title: 'Components/ParticipantList',
  component: ParticipantList,
  decorators: [
    (Story) => (
      <Panel inlineSize="300px">
        <Story />
      </Panel>
    ),
  ],
  args: { participants: everybody, userId: ada.userId },
};
export default meta;

type Story = StoryObj<typeof ParticipantList>;

export const People: Story = {};

export const LongAndMissingNames: Story = {
  args: {
    participants: [
      { userId: 'long', displayName: 'Wolfeschlegelsteinhausenbergerdorff Johnson the Third' },
      { userId: 'arabic', displayName: 'فاطمة' },
      { userId: 'nameless' },
    ],
  },
};

export const WithActions: Story = {
  args: {
    renderAction: (person) => (
      <IconButton label={`Remove ${person.displayName ?? 'person'}`}>
        <CloseIcon />
      </IconButton>
    ),
  },
};

export const Loading: Story = { args: { participants: [], isPending: true } };
