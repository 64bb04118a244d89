/** Decides which requests may change something at the target: submissions, actions, and rejected methods on the run's own job. */

/** Whether a request with this method may go to this URL. */
export type MayWrite = (url: URL, method: string) => boolean;

export interface WriteGate {
  readonly mayWrite: MayWrite;
  /**
   * From now on, the methods that a status URL must reject may go to this one: that of a job that the run created. A URL
   * that does not end with a UUID is never admitted, since it may lead to something else.
   */
  readonly admit: (url: string) => void;
}

export interface WriteGateOptions {
  /** Scheme and host of the target. */
  readonly origin: string;
  /** The paths of Submit, Control and the list, without the prefix of the target. A POST may go to these. */
  readonly paths: readonly string[];
  readonly isProduction: (url: URL) => boolean;
}

/** The methods that a status URL must reject. */
export const writeMethods = ['PATCH', 'PUT', 'POST', 'DELETE'] as const;

export type WriteMethod = (typeof writeMethods)[number];

const endsWithUuid = /\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\/$/i;

/** A gate that admits no job at first. */
export function createWriteGate({ origin, paths, isProduction }: WriteGateOptions): WriteGate {
  const admitted = new Set<string>();
  const isOwnJob = (url: URL, method: string) =>
    admitted.has(url.href) && writeMethods.some((one) => one === method);
  return {
    mayWrite: (url, method) =>
      url.origin === origin &&
      !isProduction(url) &&
      ((method === 'POST' && paths.some((path) => url.pathname.endsWith(path))) || isOwnJob(url, method)),
    admit: (url) => {
      const { href, pathname } = new URL(url);
      if (endsWithUuid.test(pathname)) admitted.add(href);
    },
  };
}
