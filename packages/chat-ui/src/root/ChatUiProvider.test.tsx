import { act, cleanup, render, screen } from '@testing-library/react';
import { memo } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useFormat } from '../labels/use-format.ts';
import { useLabels } from '../labels/use-labels.ts';
import { ChatUiProvider } from './ChatUiProvider.tsx';
import { Link } from './Link.tsx';
import type { LinkProps } from './link-context.ts';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('ChatUiProvider', () => {
  it('carries look, language and direction on one element', () => {
    const { container } = render(
      <ChatUiProvider
        colorScheme="dark"
        density="compact"
        messageStyle="flat"
        locale="ar"
        dir="rtl"
        className="host"
      />,
    );
    const root = container.firstElementChild;
    expect(root?.className).toBe('confab host');
    expect(root?.getAttribute('data-color-scheme')).toBe('dark');
    expect(root?.getAttribute('data-density')).toBe('compact');
    expect(root?.getAttribute('data-message-style')).toBe('flat');
    expect(root?.getAttribute('lang')).toBe('ar');
    expect(root?.getAttribute('dir')).toBe('rtl');
  });

  it('replaces the labels that it is given and keeps the others', () => {
    render(
      <ChatUiProvider labels={{ retry: 'Nochmal' }}>
        <Texts />
      </ChatUiProvider>,
    );
    expect(screen.getByText('Nochmal/Discard')).toBeDefined();
  });

  it('does not render what is inside again when the same labels come as a new object', () => {
    const onRender = vi.fn();
    const Counted = memo(function Counted() {
      useLabels();
      useFormat();
      onRender();
      return null;
    });
    const child = <Counted />;
    const { rerender } = render(<ChatUiProvider labels={{ retry: 'A' }}>{child}</ChatUiProvider>);
    rerender(<ChatUiProvider labels={{ retry: 'A' }}>{child}</ChatUiProvider>);
    expect(onRender).toHaveBeenCalledTimes(1);
    rerender(<ChatUiProvider labels={{ retry: 'B' }}>{child}</ChatUiProvider>);
    expect(onRender).toHaveBeenCalledTimes(2);
  });

  it('turns Today into Yesterday at midnight, without a reload', () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 2, 11, 23, 59) });
    render(
      <ChatUiProvider timeZone="UTC">
        <Day ms={Date.UTC(2026, 2, 11, 12)} />
      </ChatUiProvider>,
    );
    expect(screen.getByText('Today')).toBeDefined();
    act(() => void vi.advanceTimersByTime(61_000));
    expect(screen.getByText('Yesterday')).toBeDefined();
  });

  it('writes times and weeks as the reader chose', () => {
    const wednesday = Date.UTC(2026, 2, 11, 14, 30);
    const now = (): number => wednesday;
    const sunday = <Day ms={Date.UTC(2026, 2, 8, 12)} />;
    const { rerender } = render(
      <ChatUiProvider locale="en-GB" timeZone="UTC" now={now} hourCycle="h12" firstDayOfWeek={7}>
        {sunday}
        <Time ms={wednesday} />
      </ChatUiProvider>,
    );
    expect(screen.getByText('Sunday')).toBeDefined();
    expect(screen.getByText(/^0?2:30\spm$/iu)).toBeDefined();
    rerender(
      <ChatUiProvider locale="en-GB" timeZone="UTC" now={now}>
        {sunday}
        <Time ms={wednesday} />
      </ChatUiProvider>,
    );
    expect(screen.getByText(/^Sunday,? 8 March$/u)).toBeDefined();
    expect(screen.getByText('14:30')).toBeDefined();
  });

  it('renders links with the component of the app', () => {
    render(
      <ChatUiProvider linkComponent={RouterLink}>
        <Link href="/here">go</Link>
      </ChatUiProvider>,
    );
    expect(screen.getByText('go').getAttribute('data-router')).toBe('/here');
  });
});

it('labels and formats are English outside of a provider', () => {
  render(<Texts />);
  expect(screen.getByText('Retry/Discard')).toBeDefined();
});

function Texts() {
  const labels = useLabels();
  return <p>{`${labels.retry}/${labels.discard}`}</p>;
}

function Day({ ms }: { readonly ms: number }) {
  return <p>{useFormat().day(ms)}</p>;
}

function Time({ ms }: { readonly ms: number }) {
  return <p>{useFormat().time(ms)}</p>;
}

function RouterLink({ href, children }: LinkProps) {
  return (
    <a href={href} data-router={href}>
      {children}
    </a>
  );
}
