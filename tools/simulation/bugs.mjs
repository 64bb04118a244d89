// Bugs to plant in the store, each a text that replaces another: the simulation must find them.
// @ts-check

/** @type {readonly import('./bundle.mjs').Bug[]} */
export const bugs = [];
