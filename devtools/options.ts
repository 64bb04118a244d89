/** What the devtools can be given, and what they give. */

/** Where `enrichment-sandbox mock` listens. */
export const defaultMock = 'http://127.0.0.1:4010';

/** A mock in the page itself, as `createMock()` of `enrichment-sandbox/engine` and `inPage()` of `enrichment-sandbox/msw` make one. */
export interface MockInPage {
  readonly url: string;
  readonly fetch: (request: Request) => Promise<Response> | undefined;
}

/** Where the button is. */
export type Corner = 'bottom-right' | 'bottom-left' | 'top-right' | 'top-left';

export interface DevtoolsOptions {
  /**
   * The mock: its base URL; an empty text for the server of the page, which passes `/__mock__` on; or the mock in the page.
   * Default `http://127.0.0.1:4010`.
   */
  readonly mock?: string | MockInPage;
  /** The world to show. Default: that of `token`, or the one that was chosen in the drawer, or `default`. */
  readonly world?: string;
  /** The bearer token that the app uses, or a function that returns it: `alice-token~checkout-7` shows the world `checkout-7`. */
  readonly token?: string | (() => string | null | undefined);
  /** Of a mock whose control API needs one: its control token, or the key of a team. */
  readonly controlToken?: string;
  /** Opens and closes the drawer; false for none. Default `Alt+Shift+E`. */
  readonly shortcut?: string | false;
  /** Whether a button opens the drawer; without it, only the shortcut does. Default true. */
  readonly button?: boolean;
  /** Where the button is at first. Default `bottom-right`. */
  readonly corner?: Corner;
  /** Default `auto`, as the system has it. */
  readonly scheme?: 'auto' | 'light' | 'dark';
}

export interface Devtools {
  readonly open: () => void;
  readonly close: () => void;
  /** Takes the drawer and its button out of the page. */
  readonly remove: () => void;
}
