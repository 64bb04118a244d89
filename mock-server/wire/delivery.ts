/** How a reply goes out where that is not whole and at once: data; the edge does it. */
import type { Duration } from '../../time/time.ts';

/** What a fault does to a reply on its way; in this order. */
export interface Delivery {
  /** Milliseconds to wait before anything is sent. */
  readonly delay?: Duration;
  /** The connection is reset in place of an answer. */
  readonly reset?: true;
  /** The connection ends after so many bytes of the body; half of a body whose length is not known yet. */
  readonly cutAt?: number | 'half';
  /** Bytes of the body a second. */
  readonly rate?: number;
}
