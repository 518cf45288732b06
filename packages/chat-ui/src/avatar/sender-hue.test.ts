import { expect, it } from 'vitest';
import { senderHue } from './sender-hue.ts';

it('gives the same person the same hue', () => {
  expect(senderHue('8:acs:resource_ada')).toBe(senderHue('8:acs:resource_ada'));
});

it('gives the same person the same hue on every resource', () => {
  expect(senderHue('8:acs:one_ada')).toBe(senderHue('8:acs:another_ada'));
});

it('uses all twelve hues about equally, also for ids that differ only at the end', () => {
  const counts = new Map<number, number>();
  for (let index = 0; index < 1_200; index += 1) {
    const hue = senderHue(`8:acs:3b1c_${String(index).padStart(6, '0')}`);
    counts.set(hue, (counts.get(hue) ?? 0) + 1);
  }
  expect(counts.size).toBe(12);
  expect(Math.min(...counts.values())).toBeGreaterThan(50);
});
