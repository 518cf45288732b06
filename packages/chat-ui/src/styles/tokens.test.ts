import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const compact = (css: string): string =>
  css.replaceAll(/\s+/gu, ' ').replaceAll(/\( | \)/gu, (s) => s.trim());

/** Values of the custom properties whose value satisfies `isWanted`, without differences in white space. */
function declarations(css: string, isWanted: (value: string) => boolean): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of css.matchAll(/(--confab-[\w-]+):\s*([^;]*);/gu)) {
    if (isWanted(value)) found.set(name, compact(value));
  }
  return found;
}

describe('the fallback for browsers without light-dark()', () => {
  it('holds the same pairs as the tokens', () => {
    const pairs = declarations(read('tokens.css'), (value) => value.includes('light-dark('));
    const switched = declarations(read('tokens-fallback.css'), (value) =>
      value.includes('if-light,'),
    );
    const rebuilt = new Map(
      [...switched].map(([name, value]) => [
        name,
        value
          .replaceAll('var(--confab-if-light, ', 'light-dark(')
          .replaceAll(') var(--confab-if-dark, ', ', '),
      ]),
    );
    expect(rebuilt).toEqual(pairs);
    expect(pairs.size).toBeGreaterThan(25);
  });
});

describe('the stylesheets', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.css'));

  it('are all imported by the one that apps import', () => {
    const imported = [...read('styles.css').matchAll(/@import '\.\/([\w-]+\.css)'/gu)].map(
      ([, name]) => name,
    );
    expect(imported.toSorted()).toEqual(files.filter((name) => name !== 'styles.css').toSorted());
  });

  it.each(files.filter((name) => name !== 'styles.css'))(
    '%s has every rule in the layer',
    (name) => {
      const css = read(name).replaceAll(/\/\*[\s\S]*?\*\//gu, '');
      const outer = css.replaceAll(/@supports not [^{]+\{/gu, '').trim();
      expect(outer.startsWith('@layer confab {')).toBe(true);
      expect([...css.matchAll(/@layer confab/gu)]).toHaveLength(1);
    },
  );

  it.each(files)('%s uses logical sides, so that it mirrors', (name) => {
    const physical =
      /^\s*(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b|^\s*(?:left|right|top|bottom|width|height):/gmu;
    // Code reads from the left in every language.
    const allowed = ['padding-left: 10px', 'padding-right: 24px'];
    const lines = read(name)
      .split('\n')
      .filter((line) => line.match(physical));
    expect(
      lines.map((line) => line.trim().replace(/;$/u, '')).filter((l) => !allowed.includes(l)),
    ).toEqual([]);
  });
});
