import { cleanup } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { TypingIndicator } from './TypingIndicator.tsx';

afterEach(cleanup);

it('names who is typing, with dots that are not read out', () => {
  const { container } = renderInProvider(<TypingIndicator names={['Grace', 'Linus']} />);
  expect(container.textContent).toBe('Grace and Linus are typing');
  expect(container.querySelector("[data-part='typing-dots']")?.getAttribute('aria-hidden')).toBe(
    'true',
  );
});

it('stays in its place while nobody is typing, and is never a live region', () => {
  const { container } = renderInProvider(<TypingIndicator names={[]} />);
  expect(container.querySelector("[data-part='typing']")?.textContent).toBe('');
  const typing = container.querySelector("[data-part='typing']");
  expect(typing?.querySelector('[aria-live], [role=status]')).toBeNull();
  expect(typing?.getAttribute('aria-live')).toBeNull();
});
