/** The options of a mock without a server. */
export interface EmbeddedOptions {
  /**
   * The origin to mock, such as `https://test.ecoreservice.com`; requests to others pass through. Default:
   * every origin.
   */
  readonly origin?: string;
  /** The time at which each world begins, e.g. `2026-05-06T14:23:11Z`; the present time when absent. */
  readonly now?: string;
  /** World seconds in a second, 0.1 to 100000; 1 when absent. */
  readonly speed?: number;
  /** Starts with the clocks stopped. */
  readonly frozen?: boolean;
  /** How to read questions that the documentation leaves open: question -> reading. */
  readonly readings?: Readonly<Record<string, string>>;
  /** The version of Django REST Framework to imitate. */
  readonly drf?: string;
  /** Delay of every response, such as `120ms`. Default: none. */
  readonly latency?: string;
  /** How many journal entries a world keeps; 1000 when absent. */
  readonly journal?: number;
  /** Called with each message of the mock. Default: no log. */
  readonly log?: (sentence: string) => void;
  /** Told of errors that are the mock's own; the console when absent. */
  readonly onCrash?: (error: unknown) => void;
}
