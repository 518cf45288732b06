import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ReactNode } from 'react';
import { AnnouncerContext } from './use-announcer.ts';
import { useLastingAnnouncement } from './use-lasting-announcement.ts';

const say = vi.fn<(text: string) => void>();
const announcer = { say, alert() {}, arrived() {} };

beforeEach(() => {
  vi.useFakeTimers();
  say.mockClear();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function Speaker({ text }: { readonly text: string }): ReactNode {
  useLastingAnnouncement(text, 400, 'Gone');
  return null;
}

function show(): (text: string) => void {
  const ui = (text: string): ReactNode => (
    <AnnouncerContext.Provider value={announcer}>
      <Speaker text={text} />
    </AnnouncerContext.Provider>
  );
  const { rerender } = render(ui(''));
  return (text) => rerender(ui(text));
}

const said = (): string[] => say.mock.calls.map(([text]) => text);

it('says what stays, once, and that it has gone', () => {
  const set = show();
  set('Ada is typing');
  vi.advanceTimersByTime(399);
  expect(said()).toEqual([]);
  vi.advanceTimersByTime(1);
  set('Ada is typing');
  vi.advanceTimersByTime(5000);
  expect(said()).toEqual(['Ada is typing']);
  set('');
  expect(said()).toEqual(['Ada is typing', 'Gone']);
});

it('says nothing of what goes at once', () => {
  const set = show();
  set('Ada is typing');
  vi.advanceTimersByTime(300);
  set('');
  vi.advanceTimersByTime(5000);
  expect(said()).toEqual([]);
});
