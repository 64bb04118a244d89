/** A request before it is sent. */
import type { Header } from '../evidence/exchange.ts';

export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Header[];
  readonly body?: string;
}
