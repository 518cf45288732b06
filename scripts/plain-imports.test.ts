import { expect, test } from 'vitest';
import { plainImports } from './plain-imports.mjs';

/** As the compiler writes it. */
const compiled = `var __rewriteRelativeImportExtension = (this && this.__rewriteRelativeImportExtension) || function (path, preserveJsx) {
    if (typeof path === "string" && /^\\.\\.?\\//.test(path)) {
        return path;
    }
    return path;
};
const name = 'ws';
const loaded = await import(__rewriteRelativeImportExtension(/* webpackIgnore: true */ name));
`;

test('the helper goes, the import keeps its comments, and every line keeps its number', () => {
  expect(plainImports(compiled)).toBe(
    "\n\n\n\n\n\nconst name = 'ws';\nconst loaded = await import(/* webpackIgnore: true */ name);\n",
  );
});

test('code without the helper stays as it is', () => {
  expect(plainImports("await import('ws');\n")).toBe("await import('ws');\n");
});

test('a use of the helper that cannot be taken out is an error', () => {
  expect(() => plainImports('export const load = __rewriteRelativeImportExtension;\n')).toThrow(
    /could not be taken out/,
  );
});
