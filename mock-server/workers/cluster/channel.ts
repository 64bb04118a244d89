/** What the main process and its workers say to each other. */
import type { ToStore, ToWorker } from '../messages.ts';

/** What a worker is given at its start. */
export interface WorkerTask {
  readonly port: number;
  /** Of everything that was read from files: all workers must have read the same. */
  readonly digest: string;
  /** Which the control API needs. */
  readonly controlToken?: string;
  /** The teams that share the mock: the main process has read them. */
  readonly teams?: readonly object[];
  /** All workers of this mock: a name that only they have, and how many they are. */
  readonly group: { readonly name: string; readonly workers: number };
}

export type FromWorker =
  /** It hears messages: what the main process sends before that is lost. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'listening'; readonly url: string }
  /** It cannot start, and no other would. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** A response that violates the document. */
  | { readonly kind: 'breach'; readonly sentence: string }
  | { readonly kind: 'store'; readonly messages: readonly ToStore[] };

export type FromMain =
  | { readonly kind: 'start'; readonly task: WorkerTask }
  | { readonly kind: 'stop' }
  /** From now on, there are these teams. */
  | { readonly kind: 'teams'; readonly teams: readonly object[] }
  | { readonly kind: 'store'; readonly messages: readonly ToWorker[] };
