/** The requests to all processes, as the parts of a process know them. */
import type { Advice } from '../coach/advice.ts';
import type { SharedRequests, ShareDeps } from '../coach/share.ts';
import type { ListedRequests } from '../journal/requests.ts';
import type { Replies } from './peers.ts';
import type { AdviceQuestion } from './questions.ts';
import type { ReplyDeps } from './replies.ts';

/** The requests of a world, and what the coach needs to know of them. */
export interface ListedWhole extends ListedRequests {
  /** Entries up to this number may be missing: a process that has ended took them with it, or its journal was full. */
  readonly wholeSince: number;
  /** The coach must forget those up to this number. */
  readonly dismissed: number;
  /** Which advice was said already, by any process; what is added is known to the others soon. */
  readonly said: Set<string>;
  /** What the coach of the world found, whichever process has it. */
  readonly found: readonly Advice[];
}

export interface WholeRequests extends SharedRequests {
  readonly list: (world: string) => Promise<ListedWhole>;
  /** Makes the coach forget what it saw. @returns how many processes did not answer */
  readonly dismiss: (world: string) => Promise<number>;
  /** Tells the others what the coach found, and what was said of it, so that they know it when this process ends. */
  readonly publishFound: (world: string, found: readonly Advice[]) => void;
  /** The other process that keeps the requests of a world; undefined if it is this one. */
  readonly findKeeper: (world: string) => string | undefined;
  readonly askKeeper: (keeper: string, question: AdviceQuestion) => Promise<Replies>;
  /** Must be called when a request was entered into the journal. */
  readonly note: (world: string) => void;
  /** Must be called when a world begins again. */
  readonly reset: (world: string) => void;
  /** Must be called when a world was removed. */
  readonly drop: (world: string) => void;
  readonly leave: () => void;
}

export interface SharedRequestsDeps extends ShareDeps {
  /** Gets what is new in a world, and looks at it. @returns how many requests there were */
  readonly keep: (world: string) => Promise<number>;
  readonly listAdvice: ReplyDeps['listAdvice'];
}
