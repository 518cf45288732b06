import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachmentsOf, isFileNames, isPicture } from './attachments.ts';

const read = (value: unknown) =>
  attachmentsOf({ metadata: { 'confab.attachments': JSON.stringify(value) } });
const file = { url: 'https://a.example/x/plan.pdf', name: 'plan.pdf', mime: 'application/pdf' };

describe('attachmentsOf', () => {
  it('reads files and pictures with their sizes', () => {
    const picture = { url: 'https://a.example/p.png', name: 'p.png', mime: 'image/png' };
    const size = { bytes: 182_000, width: 480, height: 240 };
    expect(read([file, { ...picture, ...size }])).toEqual([file, { ...picture, ...size }]);
    expect(isPicture({ ...picture })).toBe(true);
    expect(isPicture(file)).toBe(false);
  });

  it('is empty without metadata, and for what is not a list', () => {
    expect(attachmentsOf({})).toEqual([]);
    expect(attachmentsOf({ metadata: { 'confab.attachments': '{' } })).toEqual([]);
    for (const value of [null, 1, 'x', {}, [null], [1], [[]], [{}]])
      expect(read(value)).toEqual([]);
  });

  it.each([
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://a.example/1',
    'file:///etc/passwd',
    'http://a.example/x.png',
    '//a.example/x.png',
    '/x.png',
    'https://user:secret@a.example/x.png',
    'https://',
  ])('leaves out an address that must not be opened or loaded: %s', (url) => {
    expect(read([{ ...file, url }])).toEqual([]);
  });

  it('takes an address on this computer without encryption, as a local server has', () => {
    expect(read([{ ...file, url: 'http://localhost:4000/x.png' }])).toHaveLength(1);
  });

  it('takes out of a name what would turn it round', () => {
    expect(read([{ ...file, name: 'invoice\u202Egpj.exe' }])[0]?.name).toBe('invoicegpj.exe');
    expect(read([{ ...file, name: 'a\u0000\n\u2066b' }])[0]?.name).toBe('ab');
  });

  it('names a file without a name after its address', () => {
    expect(read([{ url: file.url }])[0]?.name).toBe('plan.pdf');
    expect(read([{ url: 'https://a.example/%E0%A4%A' }])[0]?.name).toBe('%E0%A4%A');
  });

  it('keeps sizes that are none out of the layout', () => {
    for (const width of [0, -1, '9', null, 1e300])
      expect(read([{ ...file, width, height: 10, bytes: width }])[0]).toEqual(file);
  });

  it('shows twenty of them at most', () => {
    expect(read(Array.from({ length: 10_000 }, () => file))).toHaveLength(20);
  });

  it('survives whatever somebody writes there', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (json) => {
        for (const { url } of attachmentsOf({ metadata: { 'confab.attachments': json } }))
          expect(url).toMatch(/^https?:/u);
      }),
    );
  });

  it('reads files that are still on this device only in a message that is not sent', () => {
    const metadata = {
      'confab.attachments': JSON.stringify([{ url: 'confab-upload:u1', name: 'a.txt' }]),
    };
    expect(attachmentsOf({ metadata })).toMatchObject([{ url: 'confab-upload:u1' }]);
    expect(attachmentsOf({ metadata, id: '1' })).toEqual([]);
  });

  it('reads those that the service keeps with a message of another client', () => {
    const attachments = [
      { id: '1', mime: 'image', url: 'https://res.example/1', name: 'loom' } as const,
      { id: '2', url: 'https://res.example/plan.pdf' },
      { id: '3', url: 'javascript:alert(1)' },
    ];
    const known = attachmentsOf({ id: '1', attachments });
    expect(known).toMatchObject([{ name: 'loom' }, { name: 'plan.pdf' }]);
    expect(known.map(isPicture)).toEqual([true, false]);
  });

  it('knows the text that only names the files', () => {
    const files = attachmentsOf({
      metadata: {
        'confab.attachments': JSON.stringify(
          ['a.txt', 'b.txt'].map((name) => ({ url: `https://a.example/${name}`, name })),
        ),
      },
    });
    expect(isFileNames('a.txt, b.txt', files)).toBe(true);
    expect(isFileNames('a.txt', files)).toBe(false);
  });
});
