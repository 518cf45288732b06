// Finds the code in Markdown documents.

/**
 * @typedef {object} CodeBlock
 * @property {string} document Its path from the root of the repository.
 * @property {number} line The line of the opening fence, from 1; the code starts on the next one.
 * @property {string} language What stands behind the fence, `''` when nothing does.
 * @property {string} code
 */

/**
 * The fenced code blocks of a document, in order. A block that is indented, as in a list, loses the indentation of its fence.
 *
 * @param {string} document Its path, for the results.
 * @param {string} text
 * @returns {CodeBlock[]}
 * @throws {Error} When a fence is not closed: everything behind it would be taken for code.
 */
export function readCodeBlocks(document, text) {
  /** @type {CodeBlock[]} */
  const blocks = [];
  /** @type {{ fence: string, indent: string, block: CodeBlock } | undefined} */
  let open;
  for (const [index, line] of text.split('\n').entries()) {
    const [, indent = '', fence = '', info = ''] = /^( *)(`{3,})(.*)$/.exec(line) ?? [];
    if (open === undefined) {
      if (fence === '') continue;
      const block = { document, line: index + 1, language: info.trim(), code: '' };
      blocks.push(block);
      open = { fence, indent, block };
    } else if (fence.length >= open.fence.length && info.trim() === '') {
      open = undefined;
    } else {
      const isIndented = line.startsWith(open.indent);
      open.block.code += `${isIndented ? line.slice(open.indent.length) : line}\n`;
    }
  }
  if (open === undefined) return blocks;
  throw new Error(
    `${document}:${open.block.line} opens a code block that is never closed, so the document cannot be checked. Close it.`,
  );
}
