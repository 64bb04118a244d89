/** Node's own timers, also where a test faked those of the program before the library was loaded. */
import timers from 'node:timers';

type Name =
  | 'setTimeout'
  | 'clearTimeout'
  | 'setInterval'
  | 'clearInterval'
  | 'setImmediate'
  | 'clearImmediate';

/** Fake timers replace the functions of the module too, and keep the original ones in their clock. */
function findOriginal<Key extends Name>(name: Key): (typeof timers)[Key] {
  const present = timers[name] as (typeof timers)[Key] & { readonly clock?: Record<string, unknown> };
  const original = present.clock?.[`_${name}`];
  return typeof original === 'function' ? (original as (typeof timers)[Key]) : present;
}

export const setTimeout = findOriginal('setTimeout');
export const clearTimeout = findOriginal('clearTimeout');
export const setInterval = findOriginal('setInterval');
export const clearInterval = findOriginal('clearInterval');
export const setImmediate = findOriginal('setImmediate');
export const clearImmediate = findOriginal('clearImmediate');

// oxlint-disable-next-line import/no-default-export -- The module that it replaces has one.
export default { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate };
