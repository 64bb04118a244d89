// The one lint rule that oxlint lacks: in a pure folder nobody asks what time it is, not by `new Date()` either.
// @ts-check

/** @typedef {{ callee: { type: string, name?: string }, arguments: unknown[] }} Call */

const noPresentTime = {
  create(/** @type {{ report(found: { node: Call, message: string }): void }} */ context) {
    const judge = (/** @type {Call} */ node) => {
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'Date' || node.arguments.length > 0)
        return;
      context.report({ node, message: 'A pure folder has no clock; take the time as a value.' });
    };
    return { CallExpression: judge, NewExpression: judge };
  },
};

export default { meta: { name: 'sandbox' }, rules: { 'no-present-time': noPresentTime } };
