import { beforeEach, describe, expect, it } from 'vitest';
import { createAnnouncer, type AnnouncerStore } from './announcer.ts';

/** A clock whose timers run only when it is moved. */
function createManualTime() {
  let now = 0;
  let timers: { at: number; callback: () => void }[] = [];
  return {
    now: () => now,
    startTimer(callback: () => void, ms: number) {
      const timer = { at: now + ms, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    pending: () => timers.length,
    pass(ms: number) {
      const end = now + ms;
      for (;;) {
        const [next] = timers.toSorted((a, b) => a.at - b.at);
        if (next === undefined || next.at > end) break;
        now = next.at;
        timers = timers.filter((timer) => timer !== next);
        next.callback();
      }
      now = end;
    },
  };
}

let time: ReturnType<typeof createManualTime>;
let announcer: AnnouncerStore;
const polite = (): string | undefined => announcer.getState().polite?.text;

beforeEach(() => {
  time = createManualTime();
  announcer = createAnnouncer({
    summarise: (count) => `${count} new messages`,
    now: time.now,
    startTimer: time.startTimer,
  });
});

describe('an announcer', () => {
  it('says a message that arrives, and several at once as their number', () => {
    announcer.arrived('1', 'Ana: see you at 5');
    time.pass(0);
    expect(polite()).toBe('Ana: see you at 5');
    for (const id of ['2', '3', '4', '5']) announcer.arrived(id, `Ana: ${id}`);
    time.pass(1000);
    expect(polite()).toBe('4 new messages');
  });

  it('says at most one thing in a second, whatever comes', () => {
    const said: string[] = [];
    announcer.subscribe(() => {
      const text = polite();
      if (text !== undefined) said.push(text);
    });
    for (let i = 0; i < 100; i += 1) {
      announcer.arrived(String(i), `message ${i}`);
      time.pass(100);
    }
    expect(said.length).toBeLessThanOrEqual(11);
    expect(said[1]).toMatch(/^(?:9|10|11) new messages$/u);
  });

  it('says a message once, however often it is delivered', () => {
    announcer.arrived('1', 'Ana: hello');
    time.pass(8000);
    announcer.arrived('1', 'Ana: hello');
    time.pass(8000);
    expect(polite()).toBeUndefined();
    expect(time.pending()).toBe(0);
  });

  it('makes the same sentence twice two utterances', () => {
    announcer.say('Saved');
    time.pass(1000);
    const first = announcer.getState().polite?.id;
    announcer.say('Saved');
    time.pass(1000);
    expect(announcer.getState().polite?.id).not.toBe(first);
  });

  it('says a failure at once and beside what is polite', () => {
    announcer.say('Saved');
    announcer.alert('Not sent');
    expect(announcer.getState().assertive?.text).toBe('Not sent');
    time.pass(0);
    expect(polite()).toBe('Saved');
    expect(announcer.getState().assertive?.text).toBe('Not sent');
  });

  it('cuts what is longer than 200 characters, and never inside one', () => {
    announcer.say('😀'.repeat(300));
    time.pass(0);
    expect(polite()).toBe(`${'😀'.repeat(200)}…`);
  });

  it('takes what it has said away again, and then has no timer', () => {
    announcer.say('Saved');
    announcer.say('   ');
    time.pass(7000);
    expect(announcer.getState()).toEqual({ polite: null, assertive: null });
    expect(time.pending()).toBe(0);
  });

  it('says nothing after it was stopped', () => {
    announcer.say('Saved');
    announcer.stop();
    time.pass(10_000);
    expect(polite()).toBeUndefined();
  });
});
