import { describe, expect, it } from 'vitest';
import { htmlToText } from './html-to-text.ts';

describe('htmlToText', () => {
  it('keeps the words and turns blocks into lines', () => {
    expect(htmlToText('<p>Hello <b>there</b></p><p>second<br>third</p>')).toBe(
      'Hello there\n\nsecond\nthird',
    );
  });

  it('decodes character references once', () => {
    expect(htmlToText('a &amp;amp; b &lt;i&gt; &#x1F389; &#33; &nbsp;&quot;')).toBe(
      'a &amp; b <i> 🎉 !  "',
    );
    expect(htmlToText('&bogus; &#x110000; &#0;')).toBe('&bogus; &#x110000; &#0;');
  });

  it('drops scripts, styles and comments with their content', () => {
    expect(
      htmlToText('a<script>alert(1)</script>b<style>p{}</style>c<!-- d -->e<script>open'),
    ).toBe('abce');
  });

  it('keeps what is not a tag', () => {
    expect(htmlToText('1 < 2 and 3 > 2')).toBe('1 < 2 and 3 > 2');
  });

  it('stays quick on hostile text', () => {
    const started = performance.now();
    htmlToText('<a'.repeat(14_000));
    htmlToText('<!--'.repeat(7_000));
    htmlToText(`${'<script>'.repeat(3_500)}`);
    htmlToText(' '.repeat(28_000));
    expect(performance.now() - started).toBeLessThan(500);
  });
});
