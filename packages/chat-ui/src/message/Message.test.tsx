import { cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { ada, grace, linus, sampleMessage, sampleNow } from '../test-support/sample-messages.ts';
import { Message, type MessageProps } from './Message.tsx';

afterEach(cleanup);

function show(props: Partial<MessageProps> & Pick<MessageProps, 'message'>) {
  const { container } = renderInProvider(<Message isOwn={false} groupStart groupEnd {...props} />);
  return {
    part: (name: string) => container.querySelector(`[data-part='${name}']`),
    parts: (name: string) => [...container.querySelectorAll(`[data-part='${name}']`)],
    text: container.textContent,
  };
}

describe('Message', () => {
  it('reads as sender, text, time', () => {
    expect(show({ message: sampleMessage(grace, 'Morning!') }).text).toBe('GGraceMorning!09:12');
  });

  it('keeps the sender for assistive technology on later rows of a group, without an avatar', () => {
    const { part } = show({ message: sampleMessage(grace, 'And more'), groupStart: false });
    expect(part('message-sender')?.textContent).toBe('Grace');
    expect(part('avatar')).toBeNull();
  });

  it('shows the name that came with the message when nobody knows a better one', () => {
    expect(
      show({ message: sampleMessage({ userId: 'gone', displayName: 'Past' }, 'x') }).part(
        'message-sender',
      )?.textContent,
    ).toBe('Past');
    cleanup();
    expect(
      show({ message: sampleMessage(grace, 'x'), senderName: 'Grace H.' }).part('message-sender')
        ?.textContent,
    ).toBe('Grace H.');
    cleanup();
    expect(
      show({ message: sampleMessage({ userId: 'x' }, 'x') }).part('message-sender')?.textContent,
    ).toBe('Unknown person');
  });

  it('says why a message waits, in place of its time', () => {
    const waiting = (over: object): string | null | undefined => {
      cleanup();
      const message = sampleMessage(ada, 'x', { sendState: 'queued', ...over });
      return show({ message, isOwn: true, status: 'queued' }).part('message-time')?.textContent;
    };
    expect(waiting({})).toBe('Queued');
    expect(waiting({ waitsFor: 'network' })).toBe('Waiting for the network');
    expect(waiting({ waitsFor: 'rate-limit', retryAt: sampleNow })).toMatch(/^Sending again at \d/);
    expect(waiting({ waitsFor: 'sign-in' })).toBe('Waiting until you sign in again');
    expect(screen.getByTitle(/Queued. Waiting until you sign in again/)).toBeDefined();
  });

  it('renders links that open safely', () => {
    show({ message: sampleMessage(grace, 'See https://a.example/x.') });
    const link = screen.getByRole('link', { name: 'https://a.example/x' });
    expect(link.getAttribute('href')).toBe('https://a.example/x');
    expect(link.getAttribute('rel')).toBe('noopener noreferrer');
  });

  it('renders markup in text as text', () => {
    const { part } = show({ message: sampleMessage(grace, '<img src=x onerror=alert(1)>') });
    expect(part('message-text')?.innerHTML).toBe('&lt;img src=x onerror=alert(1)&gt;');
  });

  it('shows an HTML message as its plain text', () => {
    const { part } = show({
      message: sampleMessage(grace, '<p>Hi <b>there</b></p><script>x</script>', { kind: 'html' }),
    });
    expect(part('message-text')?.innerHTML).toBe('Hi there');
  });

  it('gives each text its own direction, and Korean its language', () => {
    const { part } = show({ message: sampleMessage(grace, '우편번호 수정도 확인했어요') });
    expect(part('message-text')?.getAttribute('dir')).toBe('auto');
    expect(part('message-text')?.getAttribute('lang')).toBe('ko');
    expect(part('message-bubble')?.hasAttribute('dir')).toBe(false);
  });

  it('marks an edit on the last line of the text', () => {
    const { part } = show({
      message: sampleMessage(grace, 'Half past two.', { editedAt: sampleNow }),
    });
    expect(part('message-text')?.textContent).toBe('Half past two. (edited)');
  });

  it('shows a deleted message in its place, without its text and without a status', () => {
    const { part, text } = show({
      message: sampleMessage(ada, 'secret', { deletedAt: sampleNow }),
      isOwn: true,
      status: 'read',
    });
    expect(part('message')?.getAttribute('data-kind')).toBe('deleted');
    expect(text).toContain('This message was deleted');
    expect(text).not.toContain('secret');
    expect(part('receipt')).toBeNull();
  });

  it('degrades for kinds that it does not know', () => {
    expect(show({ message: sampleMessage(grace, '', { kind: 'hologram' }) }).text).toContain(
      'This message can’t be shown here.',
    );
    cleanup();
    expect(
      show({ message: sampleMessage(grace, 'readable', { kind: 'hologram' }) }).text,
    ).toContain('readable');
  });

  it('survives a time that is not one', () => {
    expect(
      show({ message: sampleMessage(grace, 'x', { createdAt: Number.NaN }) }).part('message-time')
        ?.textContent,
    ).toBe('');
  });
});

describe('a message of the service', () => {
  it('tells a new topic with emphasis', () => {
    const message = sampleMessage(linus, '', { kind: 'topicUpdated', topic: 'Atlas launch' });
    const { part, text } = show({ message });
    expect(text).toBe('Linus changed the topic to Atlas launch');
    expect(part('message')?.querySelector('b')?.textContent).toBe('Atlas launch');
  });

  it('tells who was added, joined, removed or left', () => {
    const people = { participants: [{ userId: 'k', displayName: 'Kim' }] };
    const added = sampleMessage(grace, '', { kind: 'participantAdded', ...people });
    const left = sampleMessage(grace, '', {
      kind: 'participantRemoved',
      initiatorId: 'k',
      ...people,
    });
    expect(show({ message: added }).text).toBe('Grace added Kim');
    cleanup();
    expect(show({ message: added, isOwn: true }).text).toBe('You added Kim');
    cleanup();
    expect(show({ message: { ...added, initiatorId: 'k' } }).text).toBe('Kim joined');
    cleanup();
    expect(show({ message: left }).text).toBe('Kim left');
    cleanup();
    expect(show({ message: { ...left, initiatorId: 'g' } }).text).toBe('Grace removed Kim');
  });

  it('does not say that somebody added himself together with others', () => {
    const participants = [
      { userId: 'g', displayName: 'Grace' },
      { userId: 'k', displayName: 'Kim' },
    ];
    const created = { kind: 'participantAdded', initiatorId: 'g', participants } as const;
    expect(show({ message: sampleMessage(grace, '', created) }).text).toBe('Grace added Kim');
  });
});

describe('the status of an own message', () => {
  const own = { message: sampleMessage(ada, 'Mine'), isOwn: true };

  it('shows at the end of a group and where it differs from the next message', () => {
    expect(show({ ...own, status: 'sent' }).part('receipt')).not.toBeNull();
    cleanup();
    expect(show({ ...own, status: 'sent', groupEnd: false }).part('receipt')).toBeNull();
    cleanup();
    expect(
      show({ ...own, status: 'sent', groupEnd: false, nextStatus: 'sent' }).part('receipt'),
    ).toBeNull();
    cleanup();
    expect(
      show({ ...own, status: 'sent', groupEnd: false, nextStatus: 'failed' }).part('receipt'),
    ).not.toBeNull();
    cleanup();
    expect(show({ ...own, status: 'sending', groupEnd: false }).part('receipt')).not.toBeNull();
  });

  it('says in words why a message waits, in the place of the time', () => {
    expect(show({ ...own, status: 'queued' }).part('message-time')?.textContent).toBe('Queued');
    cleanup();
    expect(show({ ...own, status: 'sending' }).part('message-time')?.textContent).toBe('09:12');
  });

  it('tells why a message was not sent, and offers to retry and to discard', async () => {
    const onRetry = vi.fn();
    const onDiscard = vi.fn();
    const failure = {
      code: 'forbidden',
      message: 'You are no longer in this chat.',
      retryable: false,
    };
    const { part } = show({
      message: sampleMessage(ada, 'Mine', { sendState: 'failed', failure }),
      isOwn: true,
      status: 'failed',
      onRetry,
      onDiscard,
    });
    expect(part('message-failure-reason')?.textContent).toBe(
      'Not sent. You are no longer in this chat.',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
    expect(onDiscard).toHaveBeenCalledTimes(1);
  });

  it('offers only what can be done', () => {
    show({ ...own, status: 'failed' });
    expect(screen.queryByRole('button')).toBeNull();
  });
});
