import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const sheets = readdirSync(new URL('.', import.meta.url))
  .filter((name) => name.endsWith('.css'))
  .map((name) => [name, readFileSync(new URL(name, import.meta.url), 'utf8')] as const);

/** Blocks of declarations, each with the file and the selector that it stands under. */
const rules = sheets.flatMap(([name, css]) =>
  [...css.matchAll(/(?<selector>[^{};]+)\{(?<body>[^{}]*)\}/gu)].map(({ groups }) => ({
    where: `${name}: ${groups?.['selector']?.trim() ?? ''}`,
    body: groups?.['body'] ?? '',
  })),
);

/** Code runs from left to right in every language. */
const isOfCode = (where: string): boolean => where.includes("[data-part='code-block']");

it('no rule names a left or a right side, which a right-to-left page would not turn around', () => {
  const sides =
    /[\s;](?:(?:margin|padding|border)-(?:left|right)[\w-]*|left|right)\s*:|(?:text-align|float|clear):\s*(?:left|right)/u;
  expect(rules.length).toBeGreaterThan(100);
  expect(
    rules
      .filter(({ where, body }) => sides.test(body) && !isOfCode(where))
      .map(({ where }) => where),
  ).toEqual([]);
});

it('a shorthand whose sides differ is followed by one that turns around', () => {
  const shorthand =
    /(?<property>padding|margin|inset): (?:\S+) (?<right>\S+) (?:\S+) (?<left>\S+);(?<rest>.*)/su;
  const wrong = rules.filter(({ body }) => {
    const { property, right, left, rest } = shorthand.exec(body)?.groups ?? {};
    return (
      property !== undefined && right !== left && rest?.includes(`${property}-inline:`) !== true
    );
  });
  expect(wrong.map(({ where }) => where)).toEqual([]);
});

it('text that is aligned like what is around it says so in the words of each browser', () => {
  const wrong = rules.filter(
    ({ body }) =>
      / match-parent;/u.test(body) &&
      !/-webkit-match-parent;\s+text-align: match-parent;/u.test(body),
  );
  expect(wrong.map(({ where }) => where)).toEqual([]);
});
