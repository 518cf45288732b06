import type { Meta, StoryObj } from '@storybook/react-vite';
import { everybody, grace } from '../test-support/sample-messages.ts';
import { Avatar } from './Avatar.tsx';
import { AvatarPair } from './AvatarPair.tsx';
import { AvatarStack } from './AvatarStack.tsx';

const meta: Meta<typeof Avatar> = {
  title: 'Components/Avatar',
  component: Avatar,
  args: { userId: grace.userId, name: 'Grace Hopper', size: 40 },
};
export default meta;

type Story = StoryObj<typeof Avatar>;

export const Initials: Story = {};

export const Picture: Story = {
  args: {
    src: `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="#2f9e6b"/><circle cx="20" cy="16" r="7" fill="#fff"/><path d="M6 40a14 14 0 0 1 28 0" fill="#fff"/></svg>')}`,
  },
};

export const BrokenPicture: Story = { args: { src: 'data:image/png;base64,broken' } };

export const WithoutName: Story = { args: { name: '' } };

export const WideCharacters: Story = { args: { name: '김 민준' } };

/** Twelve hues of equal lightness, picked by the id. */
export const Hues: Story = {
  render: () => (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
      {Array.from({ length: 24 }, (_, index) => (
        <Avatar key={index} userId={`user-${index}`} name={String.fromCharCode(65 + index)} />
      ))}
    </div>
  ),
};

export const Sizes: Story = {
  render: () => (
    <div style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
      {[16, 24, 28, 32, 36, 40].map((size) => (
        <Avatar key={size} userId={grace.userId} name="Grace Hopper" size={size} />
      ))}
    </div>
  ),
};

export const Stack: Story = { render: () => <AvatarStack people={everybody} /> };

export const Pair: Story = { render: () => <AvatarPair people={everybody} fallbackId="thread" /> };
