/** Sound clients. No life may accuse them. */
import type { Client } from '../life/client.ts';
import { background, component, ignoring } from './sound-components.ts';
import { generator, onlyRows, pages } from './sound-fetchers.ts';
import {
  flag,
  guardedInterval,
  listPolling,
  loop,
  modernTimeouts,
  recursion,
  retries,
  slowing,
  timeouts,
} from './sound-loops.ts';

/** Each client by its name. */
export const soundClients = {
  loop,
  flag,
  guardedInterval,
  generator,
  recursion,
  timeouts,
  modernTimeouts,
  listPolling,
  retries,
  component,
  ignoring,
  background,
  pages,
  slowing,
  onlyRows,
} as const satisfies Readonly<Record<string, Client>>;
