import naughtyStrings from 'big-list-of-naughty-strings/blns.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { formatContentDisposition } from './content-disposition.ts';
import { cleanFileName } from './file-name.ts';

/** RFC 6266 with a quoted string that needs no escapes, and RFC 8187. */
const grammar =
  /^attachment; filename="[\x20\x21\x23-\x24\x26-\x5b\x5d-\x7e]*"; filename\*=UTF-8''(?:%[0-9A-F]{2}|[\w!#$&+.^`|~-])*$/;

const readExtended = (value: string): string =>
  decodeURIComponent(value.slice(value.lastIndexOf("''") + 2));

test('the name is given in ASCII and whole', () => {
  expect(formatContentDisposition('inline', 'résumé 50%.pdf')).toBe(
    `inline; filename="r_sum_ 50_.pdf"; filename*=UTF-8''r%C3%A9sum%C3%A9%2050%25.pdf`,
  );
});

describe('a name of any kind comes back whole', () => {
  test.each(["it's (1)*.txt", 'تقرير.pdf', '보고서.pdf', '👩‍👩‍👧‍👦.jpg', 'a;b=c, d.txt'])(
    '%s',
    (name) => {
      const value = formatContentDisposition('attachment', name);
      expect(value).toMatch(grammar);
      expect(readExtended(value)).toBe(name);
    },
  );
});

describe('nothing in a name ends the value early or starts another header', () => {
  test.each([
    'a"; filename="b.html',
    'a\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>',
    'a\\"b',
    'a\0b',
    "''%22%0d%0a",
    '\u202egpj.exe',
  ])('%j', (name) => {
    expect(formatContentDisposition('attachment', name)).toMatch(grammar);
  });
});

test('every naughty string makes a value that a header takes', () => {
  for (const text of naughtyStrings) {
    const name = cleanFileName(text);
    const value = formatContentDisposition('attachment', name);
    expect(value).toMatch(grammar);
    expect(readExtended(value)).toBe(name);
    expect(new Headers({ 'content-disposition': value }).get('content-disposition')).toBe(value);
  }
});
