import { expect, test } from 'vitest';
import type { ChatEvent } from './chat-event.ts';
import { createStatusKeeper } from './session-status.ts';

test('a session whose device was full keeps everything again once there is room, and says both', () => {
  const events: ChatEvent[] = [];
  const status = createStatusKeeper((event) => events.push(event));
  const full = { type: 'persistence-changed', isPersisted: false, problem: 'full' };
  status.setProblem('full');
  expect(status.current).toMatchObject({ isPersisted: false, persistenceProblem: 'full' });
  expect(status.snapshot()).toEqual([full]);
  status.setProblem(undefined);
  expect(status.current).toMatchObject({ isPersisted: true, persistenceProblem: undefined });
  expect(status.snapshot()).toEqual([]);
  expect(events).toEqual([full, { type: 'persistence-changed', isPersisted: true }]);
});
