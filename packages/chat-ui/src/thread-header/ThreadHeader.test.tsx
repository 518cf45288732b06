import { act, cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { ada, everybody, grace } from '../test-support/sample-messages.ts';
import { ThreadHeader } from './ThreadHeader.tsx';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('ThreadHeader', () => {
  it('shows topic and people, the reader last and without an avatar', () => {
    const { container } = renderInProvider(
      <ThreadHeader topic="Atlas launch" participants={everybody} userId={ada.userId} />,
    );
    expect(screen.getByRole('heading').textContent).toBe('Atlas launch');
    expect(screen.getByText('Grace, Linus, Min-jun and you')).toBeDefined();
    expect(container.querySelectorAll("[data-part='avatar']")).toHaveLength(3);
  });

  it('has the whole of a long topic and of long names within reach, where they are cut', () => {
    const topic = 'Quarterly planning with everyone from both offices and their guests';
    renderInProvider(<ThreadHeader topic={topic} participants={everybody} userId={ada.userId} />);
    expect(screen.getByRole('heading').title).toBe(topic);
    expect(screen.getByTitle('Grace, Linus, Min-jun and you')).toBeDefined();
  });

  it('calls back for going back and for the people', async () => {
    const onBack = vi.fn();
    const onShowParticipants = vi.fn();
    renderInProvider(
      <ThreadHeader
        topic=""
        participants={[grace]}
        onBack={onBack}
        onShowParticipants={onShowParticipants}
      />,
    );
    expect(screen.getByRole('heading').textContent).toBe('Untitled chat');
    await userEvent.click(screen.getByRole('button', { name: 'Back to chats' }));
    await userEvent.click(screen.getByRole('button', { name: '1 person' }));
    expect(onBack).toHaveBeenCalledTimes(1);
    expect(onShowParticipants).toHaveBeenCalledTimes(1);
  });
});

describe('the connection', () => {
  it('is mentioned only once it has been away for two seconds', () => {
    vi.useFakeTimers();
    const header = (connection: 'live' | 'reconnecting') => (
      <ThreadHeader topic="Atlas" participants={[]} connection={connection} />
    );
    const { rerender } = renderInProvider(header('reconnecting'));
    act(() => void vi.advanceTimersByTime(1_900));
    expect(screen.queryByText('Reconnecting')).toBeNull();
    act(() => void vi.advanceTimersByTime(200));
    expect(screen.getByText('Reconnecting')).toBeDefined();
    rerender(header('live'));
    expect(screen.queryByText('Reconnecting')).toBeNull();
    rerender(header('reconnecting'));
    expect(screen.queryByText('Reconnecting')).toBeNull();
  });
});
