/** Chooses the mode and the limits of a run from its options and its target. */
import { UsageError } from '../../command-line/command.ts';
import { loadShippedSpec } from '../../openapi/shipped.ts';
import type { ModeName } from '../evidence/conduct.ts';
import type { TrafficOptions } from './options.ts';
import { isLoopback } from './base-url.ts';
import { type TrafficLimits, modes } from './modes.ts';
import { isProduction, listProductionHosts } from './production.ts';

/**
 * @param production the names of production hosts, which allow only the mode production
 * @param say tells the user about an automatic choice
 * @throws UsageError when the options exceed the limits of production
 */
export function chooseLimits(
  {
    mode,
    allowWrites,
    maxRequests,
    perSecond,
  }: Pick<TrafficOptions, 'mode' | 'maxRequests' | 'perSecond'> & { readonly allowWrites: boolean },
  origin: URL,
  production: ReadonlySet<string>,
  say: (sentence: string) => void,
): TrafficLimits {
  const isThere = isProduction(origin, production);
  if (isThere && mode !== undefined && mode !== 'production')
    throw new UsageError(
      `--mode ${mode} is not allowed, because ${origin.hostname} is production. Omit it, or give --mode production.`,
    );
  if (isThere && mode === undefined)
    say(`${origin.hostname} is production, so this run uses the mode production.`);
  const chosen = modes[isThere ? 'production' : (mode ?? (allowWrites ? 'full' : 'nightly'))];
  const rate = perSecond ?? (isLoopback(origin.origin) ? undefined : chosen.perSecond);
  return {
    mode: chosen,
    maxRequests: maxRequests ?? chosen.maxRequests,
    given: [...(mode === undefined ? [] : ['mode']), ...(maxRequests === undefined ? [] : ['max-requests'])],
    ...(rate === undefined ? {} : { perSecond: rate }),
  };
}

/**
 * The mode according to the options alone, for a run that ends before it has limits.
 * @param origin empty without a target
 */
export function chooseMode(
  { mode, mayWrite }: { readonly mode?: ModeName; readonly mayWrite: boolean },
  origin: string,
): ModeName {
  const production = listProductionHosts(loadShippedSpec().document);
  if (origin !== '' && isProduction(new URL(origin), production)) return 'production';
  return mode ?? (mayWrite ? 'full' : 'nightly');
}
