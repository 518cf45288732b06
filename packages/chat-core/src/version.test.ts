import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { packageVersion } from './version.ts';

test('requests name the version that is published', () => {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  expect(JSON.parse(manifest)).toMatchObject({ version: packageVersion });
});
