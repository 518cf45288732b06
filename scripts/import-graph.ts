import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** One import or export of another module. */
export interface ImportEdge {
  readonly specifier: string;
  /** The statement up to the specifier, so that a type-only import can be told from a real one. */
  readonly statement: string;
}

/** One module that the entries reach. */
export interface ImportedModule {
  /** From the package's `src` folder. */
  readonly path: string;
  /** Its code without comments. */
  readonly code: string;
  readonly edges: readonly ImportEdge[];
}

/** Every module that a package ships: what its entries (paths in `src`) reach over relative imports. For boundary tests. */
export function readImportGraph(
  src: string,
  entries: readonly string[],
): readonly ImportedModule[] {
  const modules = new Map<string, ImportedModule>();
  const pending = entries.map((entry) => join(src, entry));
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (modules.has(path)) continue;
    const code = removeComments(readFileSync(path, 'utf8'));
    const edges = readEdges(code);
    modules.set(path, { path: relative(src, path), code, edges });
    for (const { specifier } of edges) {
      if (specifier.startsWith('.')) pending.push(join(dirname(path), specifier));
    }
  }
  return [...modules.values()];
}

/** The edges that leave the package and that `isAllowed` refuses, as `file → specifier`. */
export function findForbiddenImports(
  modules: readonly ImportedModule[],
  isAllowed: (edge: ImportEdge, module: ImportedModule) => boolean,
): readonly string[] {
  return modules.flatMap((module) =>
    module.edges
      .filter((edge) => !edge.specifier.startsWith('.') && !isAllowed(edge, module))
      .map(({ specifier }) => `${module.path} → ${specifier}`),
  );
}

function removeComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

function readEdges(code: string): ImportEdge[] {
  const statements = code.matchAll(/^(?:import|export)\b[^'";]*?from\s+'([^']+)'/gm);
  const sideEffects = code.matchAll(/^import\s+'([^']+)'/gm);
  const calls = code.matchAll(/(?:typeof )?import\(\s*'([^']+)'/g);
  return [...statements, ...sideEffects, ...calls].map((match) => ({
    statement: match[0],
    specifier: match[1] ?? '',
  }));
}
