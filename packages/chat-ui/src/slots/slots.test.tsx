import '@testing-library/jest-dom/vitest';
import { cleanup, render, screen } from '@testing-library/react';
import { createElement, type ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { Avatar, type AvatarProps } from '../avatar/Avatar.tsx';
import { ChatUiProvider } from '../root/ChatUiProvider.tsx';
import { ChatUiSlots } from './ChatUiSlots.tsx';
import type { SlotComponent, Slots } from './slots.ts';
import { useSlot } from './use-slot.ts';

afterEach(cleanup);

const person: AvatarProps = { userId: '8:acs:ada', name: 'Ada Byron' };

function Place(): ReactNode {
  return createElement(useSlot('Avatar', Avatar), person);
}

const Framed: SlotComponent<'Avatar'> = ({ Default, ...props }) => (
  <b title={props.userId}>
    <Default {...props} />
  </b>
);
const Starred: SlotComponent<'Avatar'> = ({ Default, ...props }) => (
  <i>
    *<Default {...props} />
  </i>
);
const framed: Slots = { Avatar: Framed };

describe('a slot', () => {
  it('shows what the kit has when nothing replaces it', () => {
    render(<Place />);
    expect(screen.getByText('AB')).toBeInTheDocument();
  });

  it('gives a replacement all the data and the default to wrap', () => {
    render(
      <ChatUiProvider slots={framed}>
        <Place />
      </ChatUiProvider>,
    );
    expect(screen.getByTitle('8:acs:ada')).toHaveTextContent('AB');
  });

  it('lets an inner provider wrap what an outer one has put there', () => {
    render(
      <ChatUiProvider slots={framed}>
        <ChatUiSlots slots={{ Avatar: Starred }}>
          <Place />
        </ChatUiSlots>
      </ChatUiProvider>,
    );
    expect(screen.getByTitle('8:acs:ada').parentElement).toHaveTextContent('*AB');
  });

  it('keeps its elements when the app passes a new object with the same components', () => {
    const ui = (): ReactNode => (
      <ChatUiProvider slots={{ Avatar: Framed }}>
        <Place />
      </ChatUiProvider>
    );
    const { rerender } = render(ui());
    const before = screen.getByTitle('8:acs:ada');
    rerender(ui());
    expect(screen.getByTitle('8:acs:ada')).toBe(before);
  });
});
