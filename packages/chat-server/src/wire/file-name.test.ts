import naughtyStrings from 'big-list-of-naughty-strings/blns.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { cleanFileName } from './file-name.ts';

/** A quote, anything that separates paths, hides, or turns the direction of writing. */
const harmful = /[\p{Cc}"<>:|?*/\\\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;

describe('an honest name stays as it is', () => {
  test.each([
    'photo.png',
    'Q3 report (final).xlsx',
    'Ada’s notes.txt',
    "it's.txt",
    'archive.tar.gz',
    'no ending',
    'résumé.pdf',
    'تقرير 2026.pdf',
    'دو‌خط.txt',
    '보고서.pdf',
    '资料.zip',
    '😀.png',
    '👩‍👩‍👧‍👦 family.jpg',
    '100%.txt',
    'a=b;c,d&e.txt',
  ])('%s', (name) => {
    expect(cleanFileName(name)).toBe(name);
  });
});

describe('a path is cut down to its last part', () => {
  test.each([
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\x', 'x'],
    ['C:\\Users\\ada\\a.txt', 'a.txt'],
    ['/etc/shadow', 'shadow'],
    ['folder/', 'folder'],
    ['....//....//a', 'a'],
    ['%2e%2e%2fa', '%2e%2e%2fa'],
  ])('%j becomes %j', (given, expected) => {
    expect(cleanFileName(given)).toBe(expected);
  });
});

describe('what nothing is left of becomes "file"', () => {
  test.each(['', ' ', '.', '..', '../..', '/', '\\', '\0', '\u202e', '\u200b\u2066', '. . .'])(
    '%j',
    (given) => {
      expect(cleanFileName(given)).toBe('file');
    },
  );
});

describe('what would harm is taken out', () => {
  test.each([
    ['a\0.txt', 'a.txt'],
    ['a.txt\r\nSet-Cookie: x=1', 'a.txtSet-Cookie_ x=1'],
    ['a".txt"; x="', 'a_.txt_; x=_'],
    ['<script>alert(1)</script>', 'script_'],
    ['<img src=x onerror=alert(1)>.png', '_img src=x onerror=alert(1)_.png'],
    ['exe.\u202egpj.exe', 'exe.gpj.exe'],
    ['\u2066a\u2069.\u200ftxt', 'a.txt'],
    ['a.txt:stream', 'a.txt_stream'],
    ['.htaccess', 'htaccess'],
    ['a.txt. . ', 'a.txt'],
    ['a\u2028b\u2029c', 'abc'],
    ['\ufeffa.txt', 'a.txt'],
    ['e\u0301.txt', '\u00e9.txt'],
  ])('%j becomes %j', (given, expected) => {
    expect(cleanFileName(given)).toBe(expected);
  });
});

describe('a name that Windows reserves for a device is made another', () => {
  test.each(['con', 'NUL', 'aux.txt', 'Com1', 'LPT9.tar.gz', 'COM¹.txt', 'conin$'])(
    '%s',
    (given) => {
      expect(cleanFileName(given)).toBe(`_${given}`);
    },
  );

  test('and one that only begins so is not', () => {
    expect(cleanFileName('console.log')).toBe('console.log');
    expect(cleanFileName('com10.txt')).toBe('com10.txt');
  });
});

describe('a long name is cut at a character, and its ending stays', () => {
  test.each([
    ['a', '.png'],
    ['ä', '.pdf'],
    ['한', '.docx'],
    ['😀', '.jpeg'],
    ['a', ''],
  ])('300 times %s with the ending "%s"', (character, ending) => {
    const name = cleanFileName(`${character.repeat(300)}${ending}`);
    const size = new TextEncoder().encode(name).length;
    expect(size).toBeLessThanOrEqual(200);
    expect(size).toBeGreaterThan(196);
    expect(name.endsWith(ending)).toBe(true);
    expect(name.replaceAll(character, '')).toBe(ending);
  });

  test('an ending that is none is cut too', () => {
    expect(cleanFileName(`a.${'b'.repeat(300)}`)).toHaveLength(200);
    expect(cleanFileName(`${'.'.repeat(300)}a`)).toBe('a');
  });
});

test('no naughty string leaves anything harmful, and to clean twice changes nothing', () => {
  for (const text of [...naughtyStrings, ...naughtyStrings.map((given) => `../${given}\0.png`)]) {
    const name = cleanFileName(text);
    expect(name).not.toMatch(harmful);
    expect(name).not.toBe('');
    expect(cleanFileName(name)).toBe(name);
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(201);
  }
});
