import { cleanup } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { MessageSkeletons } from '../states/MessageSkeletons.tsx';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { setReducedMotion } from '../test-support/user-input.ts';
import { TypingIndicator } from '../typing/TypingIndicator.tsx';
import './styles.css';

afterEach(async () => {
  cleanup();
  await setReducedMotion(false);
});

const moving = (): number => document.getAnimations().length;

it('nothing moves by itself for who has asked for less motion, and nothing takes its time', async () => {
  const { container } = renderInProvider(
    <>
      <MessageSkeletons />
      <TypingIndicator names={['Grace']} />
    </>,
  );
  const root = container.querySelector('.confab');
  if (root === null) throw new Error('There is no provider.');
  expect(moving()).toBeGreaterThan(0);
  await setReducedMotion(true);
  await expect.poll(moving).toBe(0);
  const style = getComputedStyle(root);
  expect(style.getPropertyValue('--confab-fast')).toBe('0ms');
  expect(style.getPropertyValue('--confab-slow')).toBe('0ms');
});
