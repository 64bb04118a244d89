/** The options of a mock that a test starts: those of the command `mock`, as named values. */
import type { Length } from './world.ts';

export interface StartOptions {
  /**
   * The source of the time. `test` reads `Date.now()` of this process at each request, so that fake timers
   * move all worlds; `real` ignores fake timers. Default `test`, which makes no difference without fake
   * timers.
   */
  readonly time?: 'test' | 'real';
  /** The worlds' time at the start; the time at which it starts when left out. */
  readonly now?: string | Date;
  /** World seconds in a real second, 0.1 to 100000. */
  readonly speed?: number;
  /** Start with the clocks standing still. */
  readonly frozen?: boolean;
  /** Your own world file, with users, tokens and jobs, or a link to a world. */
  readonly world?: string;
  /** Scenario files of your own. */
  readonly scenarios?: readonly string[];
  /**
   * Another OpenAPI document to simulate; `log` gets its problems, and the parts that are filled from schemas
   * or examples.
   */
  readonly spec?: string;
  /** How to read the questions that the documentation leaves open, by their ids. */
  readonly readings?: Readonly<Record<string, string>>;
  /** The version of Django REST Framework to imitate, such as `3.16`. */
  readonly drf?: string;
  /** A profile.yaml of the contract suite: imitate that server. */
  readonly profile?: string;
  /** Delay of each response, in real time, or `profile`. */
  readonly latency?: Length;
  /** How long a connection may be idle before the mock closes it. Default 75s. */
  readonly keepAlive?: Length;
  /** Let no web pages of other origins in, as the real server. */
  readonly noCors?: boolean;
  /** Promises to break, by the names of the mutants. */
  readonly mutants?: readonly string[];
  /** Maximum number of worlds besides "default". */
  readonly maxWorlds?: number;
  /** How long to keep an unused world. Default: forever. */
  readonly worldIdle?: Length;
  /** Where the worlds are: `memory`, or a Redis or Valkey server that several mocks share, such as `redis://127.0.0.1:6379`. */
  readonly store?: string;
  /** How many requests the journal of a world keeps, 1 to 100000. */
  readonly journal?: number;
  /** Check every response against the document; `log` gets the violations. */
  readonly selfCheck?: boolean;
  /** Default: 0, which picks a free port. */
  readonly port?: number;
  readonly host?: string;
  /** Further names under which the control API may be addressed, such as `host.docker.internal`. */
  readonly allowedHosts?: readonly string[];
  /** Origins whose pages may use the control API, such as `http://localhost:5173`. */
  readonly allowedOrigins?: readonly string[];
  /** A file with the teams that share the mock, their keys and quotas. */
  readonly teams?: string;
  /** Which the control API then needs. Default: none, unless the mock is reachable from other machines. */
  readonly controlToken?: string;
  /** Called with each message of the mock. Default: no log. */
  readonly log?: (sentence: string) => void;
}
