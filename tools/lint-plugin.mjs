// The lint rules that oxlint lacks.
// @ts-check
import { posix, relative, sep } from 'node:path';

import { findImportBreach } from './find-import-breach.mjs';

/** @typedef {{ type: string, name?: string, value?: unknown, object?: Node, property?: Node, callee?: Node }} Node */
/** @typedef {{ callee: Node, arguments: readonly Node[] }} Call */
/** @typedef {{ filename: string, cwd: string, report(found: { node: object, message: string }): void }} Context */
/** @typedef {{ source?: { value?: unknown } | null }} Import */

/** Code in a pure folder must not read the clock, not even by `new Date()`. */
const noPresentTime = {
  create(/** @type {Context} */ context) {
    const judge = (/** @type {Call} */ node) => {
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'Date' || node.arguments.length > 0)
        return;
      context.report({
        node,
        message: 'A pure folder must not read the clock. Take the time as a parameter.',
      });
    };
    return { CallExpression: judge, NewExpression: judge };
  },
};

/** No test sets a time limit: one that is too short for a slow machine proves nothing about the code. */
const noTimeLimit = {
  create(/** @type {Context} */ context) {
    const message = 'tools/jest.config.json sets the time limit for all tests. Remove this one.';
    return {
      CallExpression(/** @type {Call} */ node) {
        const { callee, arguments: given } = node;
        const setsLimit = callee.object?.name === 'jest' && callee.property?.name === 'setTimeout';
        const isTest = /^(test|it|(before|after)(All|Each))$/.test(getRootName(callee) ?? '');
        const hasLimit = isTest && given.length > 1 && typeof given.at(-1)?.value === 'number';
        if (setsLimit || hasLimit) context.report({ node, message });
      },
    };
  },
};

/** `test` for `test(...)`, `test.each(...)(...)` and `test.skip(...)`. */
function getRootName(/** @type {Node | undefined} */ node) {
  for (let at = node; at !== undefined; at = at.object ?? at.callee) {
    if (at.type === 'Identifier') return at.name;
  }
  return undefined;
}

/** A file imports only modules that its layer may import. */
const layers = {
  create(/** @type {Context} */ context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/');
    const judge = (/** @type {Import} */ node) => {
      const name = node.source?.value;
      if (typeof name !== 'string') return;
      const isFile = name.startsWith('.');
      const module = isFile ? posix.join(posix.dirname(file), name) : name;
      const message = findImportBreach(file, module, isFile);
      if (message !== undefined) context.report({ node, message });
    };
    return {
      ExportAllDeclaration: judge,
      ExportNamedDeclaration: judge,
      ImportDeclaration: judge,
      ImportExpression: judge,
    };
  },
};

export default {
  meta: { name: 'sandbox' },
  rules: { layers, 'no-present-time': noPresentTime, 'no-time-limit': noTimeLimit },
};
