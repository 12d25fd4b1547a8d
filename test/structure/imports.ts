import { parseSync } from '@swc/core';

/** What stands for a module that only the running program knows; no rule can judge it. */
export const COMPUTED = '(computed)';

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/**
 * Every module a source names, in whatever form: `import`, `import type`, `export … from`, `import()`, the type
 * `import('…')`, `import … = require()`, `require()`, `require.resolve()` and `import.meta.resolve()`.
 */
export function importsOf(source: string, isTsx = false): string[] {
  const found: string[] = [];
  visit(parseSync(source, { syntax: 'typescript', tsx: isTsx, target: 'es2024' }), (node) => {
    const named = namedModule(node);
    if (named !== null) found.push(named);
  });
  return found;
}

function namedModule(node: Node): string | null {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return node.source ? literal(node.source) : null;
    case 'TsImportType':
      return literal(node.argument);
    case 'TsExternalModuleReference':
      return literal(node.expression);
    case 'CallExpression':
      return loads(node.callee) ? literal(firstArgument(node)) : null;
    default:
      return null;
  }
}

/** Whether calling this loads or finds a module. */
function loads(callee: unknown): boolean {
  if (!isNode(callee)) return false;
  if (callee.type === 'Import') return true;
  if (callee.type === 'Identifier') return callee.value === 'require';
  if (callee.type !== 'MemberExpression') return false;
  const { object, property } = callee;
  if (!isNode(object) || !isNode(property) || property.value !== 'resolve') return false;
  return object.type === 'MetaProperty' || (object.type === 'Identifier' && object.value === 'require');
}

function firstArgument(call: Node): unknown {
  const [first] = Array.isArray(call.arguments) ? call.arguments : [];
  return first?.expression;
}

/** The text of a literal, or COMPUTED. */
function literal(value: unknown): string {
  if (!isNode(value)) return COMPUTED;
  if (value.type === 'StringLiteral') return String(value.value);
  const { quasis, expressions } = value;
  if (value.type === 'TemplateLiteral' && Array.isArray(expressions) && expressions.length === 0) {
    return String(Array.isArray(quasis) ? quasis[0]?.cooked : '');
  }
  return COMPUTED;
}

function visit(value: unknown, look: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, look);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (isNode(value)) look(value);
  for (const part of Object.values(value)) visit(part, look);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
