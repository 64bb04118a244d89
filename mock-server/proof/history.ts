/** What clients of several processes did to a world, and what they got. */

/** What a client wants. */
export type Action =
  | { readonly kind: 'submit' }
  | { readonly kind: JobActionKind; readonly job: string }
  | { readonly kind: 'list' }
  | { readonly kind: 'advance'; readonly by: number }
  | { readonly kind: 'clock' }
  /** A submission of somebody else, who has a thousand credits. */
  | { readonly kind: 'spend'; readonly rows: number }
  /** A failed job is refunded. */
  | { readonly kind: 'refund'; readonly job: string }
  | { readonly kind: 'credits' }
  /** Any other request; only a replay can tell what its response should be. */
  | { readonly kind: 'other'; readonly call: string; readonly body?: unknown };

export type JobActionKind =
  | 'pause'
  | 'resume'
  | 'status'
  | 'results'
  | 'delete'
  | 'undelete'
  | 'fail'
  | 'force'
  | 'life';

export interface Reply {
  readonly status: number;
  /** With names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request of a client, with its response if it got one. */
export interface Exchange {
  readonly world: string;
  readonly client: number;
  readonly process: number;
  readonly action: Action;
  /** Its places in the order of all events of all clients; without an end the client learned nothing. */
  readonly start: number;
  readonly end?: number;
  /** The same in real time, by the clock of the store. */
  readonly from: number;
  readonly to: number;
  readonly reply?: Reply;
}

/** Whether the client knows what became of its request. A store that failed may still have written it. */
export const isKnown = ({ reply }: Exchange): boolean => reply !== undefined && reply.status !== 503;

const reading: ReadonlySet<string> = new Set<Action['kind']>([
  'list',
  'clock',
  'credits',
  'status',
  'results',
  'life',
]);

/** Whether it changes nothing. */
export const isReading = ({ action }: Exchange): boolean =>
  reading.has(action.kind) || (action.kind === 'other' && action.call.startsWith('GET'));

/** The parsed body of a response; undefined if it is not JSON. */
export function parseBody({ body }: Reply): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** A member of a parsed body. */
export function getMember(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** The same as text; empty if it is none. */
export function getText(value: unknown, name: string): string {
  const member = getMember(value, name);
  return typeof member === 'string' ? member : '';
}
