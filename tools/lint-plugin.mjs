// The lint rules that oxlint lacks.
// @ts-check

/** @typedef {{ type: string, name?: string, value?: unknown, object?: Node, property?: Node, callee?: Node }} Node */
/** @typedef {{ callee: Node, arguments: readonly Node[] }} Call */
/** @typedef {{ report(found: { node: Call, message: string }): void }} Context */

/** In a pure folder nobody asks what time it is, not by `new Date()` either. */
const noPresentTime = {
  create(/** @type {Context} */ context) {
    const judge = (/** @type {Call} */ node) => {
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'Date' || node.arguments.length > 0)
        return;
      context.report({ node, message: 'A pure folder has no clock; take the time as a value.' });
    };
    return { CallExpression: judge, NewExpression: judge };
  },
};

/** No test sets a time limit: one that is too short for a slow machine says nothing about the code. */
const noTimeLimit = {
  create(/** @type {Context} */ context) {
    const message = 'tools/jest.config.json sets the one time limit of all tests; remove this one.';
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

export default {
  meta: { name: 'sandbox' },
  rules: { 'no-present-time': noPresentTime, 'no-time-limit': noTimeLimit },
};
