import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCodeBlocks, type CodeBlock } from './code-blocks.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Below the root, so that its options and tools are found, and in a folder that git ignores. */
const scratch = join(root, '.tmp');
mkdirSync(scratch, { recursive: true });
const folder = mkdtempSync(join(scratch, 'documents-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The documents that people copy code from. */
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...foldersIn('packages').map((name) => `packages/${name}/README.md`),
  ...foldersIn('apps').map((name) => `apps/${name}/README.md`),
  ...foldersIn('examples').map((name) => `examples/${name}/README.md`),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path}`),
].filter((path) => existsSync(join(root, path)));

const blocks = documents.flatMap((document) => readCodeBlocks(document, read(document)));
const inLanguage = (...languages: string[]): CodeBlock[] =>
  blocks.filter((block) => languages.includes(block.language));
const nameOf = (block: CodeBlock): string => `${block.document}:${block.line}`;

function foldersIn(parent: string): string[] {
  return readdirSync(join(root, parent));
}

test('every code block is in a language that is checked here, or is a drawing', () => {
  const known = ['ts', 'tsx', 'sh', 'json', 'css', 'text'];
  expect(blocks.filter((block) => !known.includes(block.language)).map(nameOf)).toEqual([]);
});

describe('TypeScript', { timeout: 60_000 }, () => {
  const sources = inLanguage('ts', 'tsx');

  /** Blank lines put a block's code on the same lines as in its document, so an error names the right one. */
  beforeAll(() => {
    for (const block of sources) {
      writeFileSync(join(folder, fileNameOf(block)), '\n'.repeat(block.line) + block.code);
    }
    const options = { declaration: false, isolatedDeclarations: false, noUnusedLocals: false };
    const config = {
      extends: '../../tsconfig.json',
      compilerOptions: options,
      include: ['*.ts', '*.tsx'],
      exclude: [],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
    writeFileSync(join(folder, 'styles.d.ts'), "declare module '*.css';\n");
    linkPackages();
  });

  test('every block of TypeScript in the documents compiles against the packages', async () => {
    expect(sources.length).toBeGreaterThan(5);
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const { output } = await runNode([compiler, '-p', folder, '--pretty', 'false']);
    // An error in a package, whose path starts with dots, is for the check of the packages to report.
    const problems = output.split('\n').filter((line) => line !== '' && !line.startsWith('..'));
    expect(problems).toEqual([]);
  });

  test("the README's client runs under Node, against a real chat server", async () => {
    const [block] = sources.filter(({ code }) => code.includes('serveChatService'));
    expect(block?.document).toBe('README.md');
    const { output, code } = await runNode([
      ...['--import', 'tsx', '--conditions=@confab/source'],
      join(folder, fileNameOf(block!)),
    ]);
    expect(output).toBe('It arrived: Hello\nIt is listed: Hello\n');
    expect(code).toBe(0);
  });

  test('each start in the README has at most 20 lines', () => {
    const long = sources
      .filter((block) => block.document === 'README.md')
      .filter((block) => block.code.trimEnd().split('\n').length > 20);
    expect(long.map(nameOf)).toEqual([]);
  });
});

describe('commands', () => {
  const manifest: unknown = JSON.parse(read('package.json'));
  const scripts = Object.keys((manifest as { scripts: Record<string, string> }).scripts);

  test.each(documents)('%s names only npm scripts that exist', (document) => {
    const named = [...read(document).matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)];
    const unknown = named.map(([, script, short]) => script ?? short ?? '');
    expect(unknown.filter((name) => !scripts.includes(name))).toEqual([]);
  });

  test.each(documents)('%s names only suites and checks that exist', (document) => {
    const named = [
      ...read(document).matchAll(/npm (?:run )?(test:slow|test|check) -- --only ([\w,-]+)/g),
    ];
    const unknown = named.flatMap(([, script = '', list = '']) => {
      const source = read(`scripts/${script.replace(':', '-')}.mjs`);
      return list.split(',').filter((name) => !source.includes(`'${name}'`));
    });
    expect(unknown).toEqual([]);
  });

  test('every script that a shell block starts exists', () => {
    const missing = inLanguage('sh').flatMap((block) =>
      [...block.code.matchAll(/^node .*?(\S+\/\S+\.(?:mjs|ts))\b/gm)]
        .map(([, path = '']) => path)
        .filter((path) => !existsSync(join(root, path))),
    );
    expect(missing).toEqual([]);
  });
});

test('every block of JSON can be parsed', () => {
  for (const block of inLanguage('json')) {
    expect(() => JSON.parse(block.code) as unknown, nameOf(block)).not.toThrow();
  }
});

test('every custom property and part that a block of CSS names is in the style sheets', () => {
  const styles = join(root, 'packages', 'chat-ui', 'src', 'styles');
  const sheets = readdirSync(styles)
    .filter((file) => file.endsWith('.css'))
    .map((file) => readFileSync(join(styles, file), 'utf8'))
    .join('\n');
  const named = inLanguage('css').flatMap(
    (block) => block.code.match(/--confab-[\w-]+|data-part='[\w-]+'/g) ?? [],
  );
  expect(named.filter((name) => !sheets.includes(name))).toEqual([]);
});

test('every picture that a document shows exists', () => {
  const missing = documents.flatMap((document) =>
    [...read(document).matchAll(/\b(?:src|srcset)="(?!https?:)([^"]+)"/g)]
      .map(([, path = '']) => join(dirname(document), path))
      .filter((path) => !existsSync(join(root, path))),
  );
  expect(missing).toEqual([]);
});

test('every link to a heading leads to one', () => {
  const broken = documents.flatMap((document) =>
    [...read(document).matchAll(/\]\(((?!https?:)[^)\s#]*)#([^)\s]+)\)/g)]
      .map(([, path = '', anchor = '']) => ({
        target: path === '' ? document : join(dirname(document), path),
        anchor,
      }))
      .filter(({ target, anchor }) => !anchorsOf(read(target)).includes(anchor))
      .map(({ target, anchor }) => `${document} → ${target}#${anchor}`),
  );
  expect(broken).toEqual([]);
});

/** The anchors that GitHub gives the headings of a document. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function fileNameOf({ document, line, language }: CodeBlock): string {
  return `${document.replaceAll(/[/.]/g, '-')}-${line}.${language}`;
}

/** A document may import what an app would install: the packages, and what they are installed with. */
function linkPackages(): void {
  for (const name of foldersIn('packages')) {
    link(join(root, 'packages', name), `@confab/${name}`);
    const installed = join(root, 'packages', name, 'node_modules');
    for (const entry of readdirSync(installed).filter((one) => !one.startsWith('.'))) {
      const members = entry.startsWith('@') ? readdirSync(join(installed, entry)) : [''];
      for (const member of members) link(join(installed, entry, member), join(entry, member));
    }
  }
}

function link(target: string, name: string): void {
  const path = join(folder, 'node_modules', name);
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, 'junction');
}

/** Runs Node to its end. `output` is all that it wrote, to stdout and stderr. */
function runNode(args: readonly string[]): Promise<{ output: string; code: number }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: folder }, (_error, stdout, stderr) => {
      resolve({ output: stdout + stderr, code: child.exitCode ?? 1 });
    });
  });
}
