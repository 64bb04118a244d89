/** The symbol behind `await using`, also where the language does not have it yet. */

/** Older browsers and the sandboxes of test runners lack it; what compilers make of `await using` asks for it there too. */
const missing = !('asyncDispose' in Symbol);
if (missing) Object.defineProperty(Symbol, 'asyncDispose', { value: Symbol.for('Symbol.asyncDispose') });

// Destructured it would not be the unique symbol to the types.
export const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose;
