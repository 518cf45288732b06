import { expect, test } from 'vitest';

import { redactLibraryText } from './signaling-log.ts';

test.each([
  [
    '[Connection] connecting to https://chat.example/?sr=a&sig=secret',
    '[Connection] connecting to https://chat.example/…',
  ],
  [
    '[Manager] onTrouterRequest {"body":"what people wrote"}\nand more',
    '[Manager] onTrouterRequest …',
  ],
  [
    'Bearer eyJhbGciOiJub25lIn0.eyJleHAiOjF9eyJleHAiOjF9.c2lnbmF0dXJl was refused',
    'Bearer <token> was refused',
  ],
  ["[ConnectionFsm] Switching from state 'Connecting' to state 'Connected'", undefined],
])('of the line %j a log shows what gives nobody away', (line, shown = line) => {
  expect(redactLibraryText(line)).toBe(shown);
});
