/** What the player needs from the world in which it acts. */

/** A request of a customer's client. */
export interface StagedRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query. */
  readonly path: string;
  readonly token: string;
  readonly body?: object;
}

/** The response, as far as a client looks at it. */
export interface Received {
  /** 0 if there was none. */
  readonly status: number;
  /** Seconds. */
  readonly retryAfter?: number;
  /** Undefined if it is not JSON. */
  readonly json?: unknown;
}

export interface Moment {
  /** Seconds of the world since its beginning. */
  readonly seconds: number;
  /** Counts how often the world began again, was restored or was removed. */
  readonly round: number;
}

/** How the clock runs. */
export interface Pace {
  /** World seconds in a real second. */
  readonly speed: number;
  readonly frozen: boolean;
}

export interface Stage {
  readonly look: () => Moment & Pace;
  readonly send: (request: StagedRequest) => Promise<Received>;
  /** Calls the control API. @param path behind that of the world */
  readonly control: (method: 'POST' | 'DELETE', path: string, body?: object) => Promise<Received>;
}
