import { cleanup, fireEvent } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { grace, linus, minjun } from '../test-support/sample-messages.ts';
import { Avatar } from './Avatar.tsx';
import { AvatarPair } from './AvatarPair.tsx';
import { AvatarStack } from './AvatarStack.tsx';

afterEach(cleanup);

it('shows initials under the picture, and alone when the picture is broken', () => {
  const { container, rerender } = renderInProvider(
    <Avatar userId="g" name="Grace Hopper" src="/g.png" />,
  );
  const image = container.querySelector('img');
  expect(container.textContent).toBe('GH');
  if (image !== null) fireEvent.error(image);
  expect(container.querySelector('img')).toBeNull();
  rerender(<Avatar userId="g" name="Grace Hopper" src="/other.png" />);
  expect(container.querySelector('img')).not.toBeNull();
});

it('draws a person where there is no name', () => {
  const { container } = renderInProvider(<Avatar userId="g" />);
  expect(container.querySelector('svg')).not.toBeNull();
});

it('has room for one letter only when it is small', () => {
  expect(
    renderInProvider(<Avatar userId="g" name="Grace Hopper" size={16} />).container.textContent,
  ).toBe('G');
});

it('is decoration for assistive technology', () => {
  const { container } = renderInProvider(
    <AvatarStack people={[grace, linus, minjun, { userId: 'x' }]} />,
  );
  expect(container.querySelector("[data-part='avatar-stack']")?.getAttribute('aria-hidden')).toBe(
    'true',
  );
  expect(container.querySelectorAll("[data-part='avatar']")).toHaveLength(3);
});

it('draws one person large and two side by side', () => {
  const avatars = (people: readonly { userId: string }[]): number => {
    const { container } = renderInProvider(<AvatarPair people={people} fallbackId="t" />);
    const count = container.querySelectorAll("[data-part='avatar']").length;
    cleanup();
    return count;
  };
  expect([avatars([]), avatars([grace]), avatars([grace, linus, minjun])]).toEqual([1, 1, 2]);
});
