/** The registry of lies. */
import type { Lie } from './lie.ts';

export const lies: readonly Lie[] = [];
