/** The log of a world as text: lines of JSON in the format of `--state`. A platform without a digest has none. */
import type { RestoreIntent } from '../domain/entry.ts';
import type { World } from '../domain/world.ts';
import type { LogPart } from './port.ts';

export interface LogText {
  readonly format: (world: string, part: LogPart<World>) => string;
  /** The world after the last entry of a log. */
  readonly read: (text: string) => Promise<ReadLog>;
}

export type ReadLog =
  | { readonly kind: 'read'; readonly intent: RestoreIntent }
  /** A sentence. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Whether a text is a log rather than a world file. */
export const isLogText = (text: string): boolean => text.startsWith('{"format":"enrichment-sandbox state"');
