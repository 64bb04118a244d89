// Inserts every mutant of a source file, each behind a switch, so that one bundle contains them all.
// @ts-check
import ts from '../node_modules/typescript/lib/typescript.js';

/**
 * @typedef {{ file: string, line: number, what: string }} Mutant
 * @typedef {{ text: string, mutants: Mutant[] }} Instrumented
 */

/** Replacements of a comparison or an operator. @type {Record<string, readonly string[]>} */
const operators = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '*': ['/'],
  '/': ['*'],
  '-': ['+'],
};

/** @type {Record<string, string>} */
const methods = {
  some: 'every',
  every: 'some',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  min: 'max',
  max: 'min',
};

/** Calls that a mutant can omit: their object has the same type. */
const leavable = new Set(['filter', 'slice', 'toSorted', 'toReversed', 'trim', 'toLowerCase']);

/**
 * @param {string} file
 * @param {string} source
 * @param {number} first the number of its first mutant
 * @returns {Instrumented}
 */
export function instrument(file, source, first) {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  /** @type {Mutant[]} */
  const mutants = [];
  return { text: source.slice(0, tree.getStart()) + rendered(tree), mutants };

  /** The text of a node with the mutants of all its parts. @param {ts.Node} node @returns {string} */
  function rendered(node) {
    if (
      ts.isTypeNode(node) ||
      ts.isImportDeclaration(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node)
    )
      return node.getText();
    const own = ts.isExpression(node) ? mutationsOf(node) : [];
    const numbers = own.map(([, what]) => numbered(node, what));
    let at = node.getStart();
    let inner = '';
    ts.forEachChild(node, (child) => {
      inner += source.slice(at, child.getStart()) + rendered(child);
      at = child.getEnd();
    });
    inner += source.slice(at, node.getEnd());
    if (ts.isBlock(node) && isBody(node))
      inner = `{ if (__mutant(${numbered(node, 'an empty body')})) return; ${inner.slice(1)}`;
    return own.reduceRight(
      (text, [mutated], index) => `(__mutant(${numbers[index]}) ? (${mutated}) : (${text}))`,
      inner,
    );
  }

  /** @param {ts.Node} node @param {string} what */
  function numbered(node, what) {
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
    mutants.push({ file, line: line + 1, what });
    return first + mutants.length - 1;
  }
}

/** Each as the replacement text and a description. @param {ts.Expression} node @returns {(readonly [string, string])[]} */
function mutationsOf(node) {
  if (!isValue(node)) return [];
  const { parent } = node;
  /** @type {(readonly [string, string])[]} */
  const found = [];
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.getText();
    for (const other of operators[operator] ?? [])
      found.push([`(${node.left.getText()}) ${other} (${node.right.getText()})`, `${operator} as ${other}`]);
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    found.push([node.operand.getText(), `no ! before ${short(node.operand)}`]);
  if (node.kind === ts.SyntaxKind.TrueKeyword) found.push(['false', 'true as false']);
  if (node.kind === ts.SyntaxKind.FalseKeyword) found.push(['true', 'false as true']);
  const isCondition =
    ((ts.isIfStatement(parent) || ts.isWhileStatement(parent)) && parent.expression === node) ||
    (ts.isConditionalExpression(parent) && parent.condition === node);
  if (isCondition) found.push(['true', `${short(node)} as true`], ['false', `${short(node)} as false`]);
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { expression, name } = node.expression;
    const other = methods[name.text];
    const call = node.getText().slice(node.expression.getText().length);
    if (other !== undefined)
      found.push([`${expression.getText()}.${other}${call}`, `${name.text} as ${other}`]);
    if (leavable.has(name.text)) found.push([expression.getText(), `no ${name.text}`]);
  }
  if (ts.isArrayLiteralExpression(node) && node.elements.length > 0) found.push(['[]', 'an empty array']);
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body))
    found.push(['() => undefined', `${short(node)} as () => undefined`]);
  if (
    ts.isStringLiteral(node) &&
    ts.isBinaryExpression(parent) &&
    /^[!=]==$/.test(parent.operatorToken.getText())
  )
    found.push(["''", `${short(node)} as ''`]);
  return found;
}

/** Whether another expression can replace the node. @param {ts.Expression} node */
function isValue(node) {
  const { parent } = node;
  if (ts.isAsExpression(parent) && parent.type.getText() === 'const') return false;
  if (ts.isLiteralTypeNode(parent)) return false;
  if (ts.isPropertyAssignment(parent) || ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken)
    return parent.left !== node;
  return !ts.isExpressionStatement(parent);
}

/** The body of a function, which a mutant may omit. @param {ts.Block} node */
function isBody({ parent }) {
  return ts.isFunctionDeclaration(parent) || ts.isArrowFunction(parent) || ts.isMethodDeclaration(parent);
}

/** @param {ts.Node} node */
function short(node) {
  const text = node.getText().replaceAll(/\s+/g, ' ');
  return text.length <= 50 ? text : `${text.slice(0, 47)}...`;
}
