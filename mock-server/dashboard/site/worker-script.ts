/** The script of the worker behind a page. */
export interface WorkerScript {
  readonly url: string;
  /** The same as a text that the page may start: browsers with Trusted Types accept no other. */
  readonly trusted: string;
}
