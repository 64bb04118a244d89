/** What the agent in a page needs of the page, and what it tells. */

export interface AgentOptions {
  /** Selects the element that shows the status; absent if the adapter reads it. */
  readonly selector?: string;
  readonly isOffline: boolean;
}

/** What happened in a document since it was asked last. */
export interface AgentState {
  /** Another one in each document. */
  readonly id: string;
  /** By the clock of the page. */
  readonly now: number;
  /** When its next timer fires; undefined if there is none. */
  readonly due?: number | undefined;
  /** Requests that have no response yet, or whose body is being read. */
  readonly inFlight: number;
  /** How often something was done: a timer fired, a request began or ended, the text changed. */
  readonly acts: number;
  /** Whether it waits for a frame of the screen. */
  readonly wantsFrame: boolean;
  readonly shown: readonly ShownText[];
  readonly errors: readonly PageError[];
}

export interface ShownText {
  readonly at: number;
  /** Empty if there is no such element. */
  readonly text: string;
}

export interface PageError {
  readonly at: number;
  readonly kind: 'error' | 'rejection' | 'console';
  readonly message: string;
}

export type AnyFunction = (...given: unknown[]) => unknown;
export type Methods = Record<string, AnyFunction | undefined>;

export interface EventTargetOfPage {
  readonly dispatchEvent: (event: unknown) => void;
  readonly addEventListener: (type: string, listener: (event: ErrorFacts) => void, options?: object) => void;
}

export interface ErrorFacts {
  readonly error?: unknown;
  readonly message: string;
  readonly reason?: unknown;
}

/** What the agent needs of its page. */
export interface AgentPage extends EventTargetOfPage {
  readonly document: EventTargetOfPage & {
    readonly querySelector: (
      selector: string,
    ) => { readonly value?: unknown; readonly textContent: string | null } | null;
  };
  fetch: typeof fetch;
  readonly Math: { random: () => number };
  requestAnimationFrame: (call: unknown) => unknown;
  readonly console: Methods;
  readonly MessageChannel: typeof MessageChannel;
  readonly MutationObserver: new (
    call: () => void,
  ) => { readonly observe: (node: unknown, options: object) => void };
  readonly Event: new (type: string, options?: object) => unknown;
  readonly PageTransitionEvent: new (type: string, options: object) => unknown;
  readonly Document: { readonly prototype: Methods };
  readonly Navigator: { readonly prototype: object };
  readonly Response: { readonly prototype: unknown };
  readonly XMLHttpRequest: { readonly prototype: Methods };
}
