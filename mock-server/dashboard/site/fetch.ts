/** How pages send requests to the mock behind them. */

/** Resolves URLs against the page. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;
