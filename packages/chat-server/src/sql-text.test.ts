import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const statement =
  /\b(?:SELECT\s|INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|REPLACE\s+INTO|(?:CREATE|ALTER|DROP)\s+(?:TABLE|INDEX|TRIGGER|VIEW)|PRAGMA\s|ATTACH\s|VACUUM|SAVEPOINT|BEGIN\s+(?:IMMEDIATE|EXCLUSIVE))/i;
const texts = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;

/** The places where a text that holds SQL is put together from parts; comments do not count. */
function findBuiltSql(source: string): string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');
  return [...code.matchAll(texts)]
    .filter(({ 0: text, index }) => {
      if (!statement.test(text)) return false;
      const before = code.slice(0, index).trimEnd();
      const after = code.slice(index + text.length).trimStart();
      const isFilled = text.startsWith('`') && text.includes('${');
      return (
        isFilled || before.endsWith('+') || /^(?:\+|\.(?:concat|replace|replaceAll)\()/.test(after)
      );
    })
    .map(({ 0: text }) => text);
}

test.each([
  ['`SELECT * FROM users WHERE name = ${name}`'],
  ['`select 1 from ${table}`'],
  ["'DELETE FROM users WHERE id = ' + id"],
  ['"PRAGMA user_version = " + version'],
  ["prefix + 'SELECT 1'"],
  ["'SELECT x FROM t'.replace('x', column)"],
  ['`INSERT OR REPLACE INTO meta\n  VALUES (${values})`'],
])('%s is found', (source) => {
  expect(findBuiltSql(`connection.exec(${source});`)).toHaveLength(1);
});

test.each([
  ["connection.all('SELECT * FROM users WHERE name = ?', name)"],
  ['connection.exec(`CREATE TABLE a (b TEXT)`)'],
  ['throw new Error(`Choose another ${folder}.`)'],
  ['// such as `SELECT ${x}`\n'],
])('%s is fine', (source) => {
  expect(findBuiltSql(source)).toEqual([]);
});

test('no SQL of the package is put together from parts: values go in as parameters only', () => {
  const src = fileURLToPath(new URL('.', import.meta.url));
  const paths = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (path) =>
      path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('test-support'),
  );
  const sources = paths.map((path) => ({ path, source: readFileSync(join(src, path), 'utf8') }));
  const found = sources.flatMap(({ path, source }) =>
    findBuiltSql(source).map((text) => `${path}: ${text}`),
  );
  expect(found).toEqual([]);
  // The walk would find nothing in an empty folder either.
  const statements = sources.flatMap(({ source }) =>
    [...source.matchAll(texts)].filter(([text]) => statement.test(text)),
  );
  expect(statements.length).toBeGreaterThan(30);
});
