import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { deliberateDifferences } from './deliberate-differences.ts';

test('the guide for those who move lists every deliberate difference, and no other', () => {
  const guide = new URL('../../../../docs/azure-compatibility.md', import.meta.url);
  const section = readFileSync(guide, 'utf8')
    .split('### In REST calls')[1]
    ?.split('### In realtime')[0];
  const rows = [...(section ?? '').matchAll(/^\| (.+) \| (.+) \|$/gm)].slice(2);
  expect(rows.map(([, title, why]) => ({ title, why }))).toEqual(
    deliberateDifferences.map(({ title, why }) => ({ title, why })),
  );
});
