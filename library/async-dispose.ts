/** The symbol of `await using`, also on platforms that lack it. */

/** Older browsers and the sandboxes of test runners lack it; compiled `await using` also looks it up there. */
const missing = !('asyncDispose' in Symbol);
if (missing) Object.defineProperty(Symbol, 'asyncDispose', { value: Symbol.for('Symbol.asyncDispose') });

// Destructured it would not be the unique symbol to the types.
export const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose;
