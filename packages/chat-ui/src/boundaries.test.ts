import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const source = fileURLToPath(new URL('.', import.meta.url));
const isShipped = (file: string): boolean =>
  /\.tsx?$/u.test(file) &&
  !/\.(?:test|stories|bench|test-d)\.|\.browser\.|test-support/u.test(file);
const shipped = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(isShipped);

const importsOf = (file: string): string[] =>
  [
    ...readFileSync(`${source}/${file}`, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/gu),
  ].map(([, specifier = '']) => specifier);

const presentational = /^(?:react|react-dom)(?:\/|$)|^@confab\/chat-core\/model$/u;
const connected =
  /^(?:react|react-dom)(?:\/|$)|^@confab\/chat-core(?:\/[\w-]+)?$|^@confab\/chat-react$/u;

describe('the dependency rule', () => {
  it('finds the shipped files', () => {
    expect(shipped.length).toBeGreaterThan(40);
  });

  it.each(shipped)('%s imports only what its place allows', (file) => {
    const allowed = file.startsWith('connected/') ? connected : presentational;
    const packages = importsOf(file).filter((specifier) => !specifier.startsWith('.'));
    expect(packages.filter((specifier) => !allowed.test(specifier))).toEqual([]);
  });

  it.each(shipped.filter((file) => !file.startsWith('connected/')))(
    '%s does not reach into the connected components',
    (file) => {
      expect(importsOf(file).filter((specifier) => specifier.includes('/connected/'))).toEqual([]);
    },
  );
});
