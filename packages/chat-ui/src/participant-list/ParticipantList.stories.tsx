import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
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

const names = ['Grace', 'Linus', 'Min-jun', 'Tomás', 'Zoë', 'فاطمة', 'Sana', 'Ines', 'Björn'];

/** More than eight people: a field finds one. Accents need not be typed. */
export const ManyPeople: Story = {
  args: { participants: names.map((displayName) => ({ userId: displayName, displayName })) },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.type(canvas.getByRole('searchbox'), 'bjo');
    await expect(canvas.getAllByRole('listitem')).toHaveLength(1);
  },
};

export const NobodyFound: Story = {
  args: ManyPeople.args ?? {},
  play: async ({ canvasElement }) => {
    await userEvent.type(within(canvasElement).getByRole('searchbox'), 'Quentin');
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
