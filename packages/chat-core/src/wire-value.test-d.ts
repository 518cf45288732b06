import { test } from 'vitest';

import {
  readDate,
  readFields,
  readOptional,
  readText,
  type Fields,
  type Read,
} from './wire-value.ts';

interface Loom {
  id: string;
  builtOn: Date;
  name?: string;
}

test('the description of a model names every field, with a reader of its type', () => {
  const loom: Fields<Loom> = {
    id: readText,
    builtOn: readDate,
    name: readOptional(readText),
  };
  readFields<Loom>({ ...loom, id: ['loomId', readText] }) satisfies Read<Loom>;

  // @ts-expect-error A field is missing.
  readFields<Loom>({ id: readText, builtOn: readDate });
  // @ts-expect-error There is no such field.
  readFields<Loom>({ ...loom, colour: readText });
  // @ts-expect-error A date is not text.
  readFields<Loom>({ ...loom, builtOn: readText });
  // @ts-expect-error A field that is always there cannot be left out.
  readFields<Loom>({ ...loom, id: readOptional(readText) });
  // @ts-expect-error So it is under a name of the wire.
  readFields<Loom>({ ...loom, builtOn: ['builtDate', readText] });
});
