/** What a mock without a server can be given. */

export interface InPageOptions {
  /** Of what is asked, e.g. `https://test.ecoreservice.com`; requests to others are let be. Every origin when absent. */
  readonly origin?: string;
  /** The time at which each world begins, e.g. `2026-05-06T14:23:11Z`; the present time when absent. */
  readonly now?: string;
  /** World seconds in a second, 0.1 to 100000; 1 when absent. */
  readonly speed?: number;
  /** The clocks stand still until they are moved. */
  readonly frozen?: boolean;
  /** How to read questions that the documentation leaves open: question -> reading. */
  readonly readings?: Readonly<Record<string, string>>;
  /** The version of Django REST Framework to answer as. */
  readonly drf?: string;
  /** How long every answer takes, e.g. `120ms`; no time when absent. */
  readonly latency?: string;
  /** How many journal entries a world keeps; 1000 when absent. */
  readonly journal?: number;
  /** Told what a person who watches the mock wants to know, a sentence each; nobody is when absent. */
  readonly log?: (sentence: string) => void;
  /** Told of errors that are the mock's own; the console when absent. */
  readonly onCrash?: (error: unknown) => void;
}
