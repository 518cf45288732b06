import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

test('every error code of the client has an anchor in the troubleshooting guide, and no other code has one', () => {
  const union = /export type ChatClientErrorCode =([^;]+);/.exec(
    read('packages/chat-core/src/errors.ts'),
  )?.[1];
  const codes = [...(union ?? '').matchAll(/'([a-z-]+)'/g)].map(([, code]) => code);
  const anchors = [...read('docs/troubleshooting.md').matchAll(/^### `([a-z-]+)`$/gm)].map(
    ([, code]) => code,
  );
  expect(codes.length).toBeGreaterThan(10);
  expect(anchors.toSorted()).toEqual(codes.toSorted());
});
