import type { Meta, StoryObj } from '@storybook/react-vite';
import { TypingIndicator } from './TypingIndicator.tsx';

const meta: Meta<typeof TypingIndicator> = {
  title: 'Components/TypingIndicator',
  component: TypingIndicator,
};
export default meta;

type Story = StoryObj<typeof TypingIndicator>;

export const Nobody: Story = { args: { names: [] } };
export const One: Story = { args: { names: ['Linus'] } };
export const Two: Story = { args: { names: ['Grace', 'Linus'] } };
export const Several: Story = { args: { names: ['Grace', 'Linus', 'Min-jun', 'Kim'] } };
