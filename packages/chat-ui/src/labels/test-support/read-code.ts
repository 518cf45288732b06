import { parseSync } from 'vite';

/** A node of the syntax tree: its kind, and whatever else it has. */
interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Parts of the interface that are read out or shown, as attributes and as fields of options. */
const shownAttributes =
  /^(?:aria-(?:label|description|placeholder|roledescription|valuetext)|title|placeholder|alt|label|description|text)$/u;
const shownFields =
  /^(?:text|title|label|description|placeholder|actionLabel|confirmLabel|closeLabel)$/u;
/** Methods that speak. */
const speaking = /^(?:say|alert)$/u;

/** The texts that a component writes out itself, in place of taking them from the catalogue. */
export function findWrittenTexts(path: string, code: string): string[] {
  const texts: string[] = [];
  const keep = (value: unknown): void => {
    texts.push(...literalsIn(value).filter((text) => /\p{L}/u.test(text)));
  };
  visit(parse(path, code), (node) => {
    if (node.type === 'JSXText') keep({ type: 'Literal', value: node['value'] });
    if (node.type === 'JSXElement' || node.type === 'JSXFragment')
      listOf(node['children']).map(keep);
    if (node.type === 'JSXAttribute' && shownAttributes.test(nameOf(node['name']))) {
      keep(node['value']);
    }
    if (node.type === 'Property' && shownFields.test(nameOf(node['key']))) keep(node['value']);
    if (node.type === 'CallExpression' && speaking.test(calledName(node))) {
      listOf(node['arguments']).map(keep);
    }
  });
  return texts;
}

/** The texts of the catalogue that a module reads: `labels.send`, or `const { send } = labels`. */
export function findUsedLabels(path: string, code: string): string[] {
  const used: string[] = [];
  visit(parse(path, code), (node) => {
    if (node.type === 'MemberExpression' && isCatalogue(node['object'])) {
      used.push(nameOf(node['property']));
    }
    if (node.type === 'VariableDeclarator' && isNode(node['id']) && isCatalogue(node['init'])) {
      for (const property of listOf(node['id']['properties'])) used.push(nameOf(property['key']));
    }
  });
  return used;
}

function parse(path: string, code: string): Node {
  const { program, errors } = parseSync(path, code);
  if (errors.length > 0) throw new Error(`${path} cannot be read: ${errors[0]?.message}`);
  // The parser's own types name every kind of node; here a few fields are enough.
  return program as unknown as Node;
}

function visit(node: Node, look: (node: Node) => void): void {
  look(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) visit(child, look);
    }
  }
}

/** What an expression may come to, as far as it is written out. */
function literalsIn(value: unknown): string[] {
  if (!isNode(value)) return [];
  switch (value.type) {
    case 'Literal':
      return typeof value['value'] === 'string' ? [value['value']] : [];
    case 'TemplateLiteral':
      return listOf(value['quasis']).flatMap((part) => {
        const { cooked } = part['value'] as { readonly cooked?: string };
        return cooked ?? [];
      });
    case 'JSXExpressionContainer':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
      return literalsIn(value['expression']);
    case 'ConditionalExpression':
      return [...literalsIn(value['consequent']), ...literalsIn(value['alternate'])];
    case 'LogicalExpression':
    case 'BinaryExpression':
      return /[=<>]/u.test(String(value['operator']))
        ? []
        : [...literalsIn(value['left']), ...literalsIn(value['right'])];
    default:
      return [];
  }
}

function isCatalogue(value: unknown): boolean {
  if (!isNode(value)) return false;
  if (value.type === 'Identifier') return /^(?:labels|l)$/u.test(nameOf(value));
  return value.type === 'CallExpression' && /^use(?:All)?Labels$/u.test(calledName(value));
}

function calledName(call: Node): string {
  const callee = call['callee'];
  if (!isNode(callee)) return '';
  return nameOf(callee.type === 'MemberExpression' ? callee['property'] : callee);
}

function nameOf(value: unknown): string {
  if (!isNode(value)) return '';
  return String(value['name'] ?? value['value'] ?? '');
}

function listOf(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}
