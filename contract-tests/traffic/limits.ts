/** Which mode and which limits a run has, from the options and from whom it asks. */
import { UsageError } from '../../command-line/command.ts';
import { loadShippedSpec } from '../../openapi/shipped.ts';
import type { ModeName } from '../evidence/conduct.ts';
import type { TrafficOptions } from './options.ts';
import { isLoopback } from './base-url.ts';
import { type TrafficLimits, modes } from './modes.ts';
import { isProduction, listProductionHosts } from './production.ts';

/**
 * @param production the names of production hosts, where no other mode than that of production is allowed
 * @param say tells the user what was chosen for them
 * @throws UsageError when more was asked for than production may be asked
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
 * The mode as far as the options alone say it, for a run that ends before it has limits.
 * @param origin empty where there is no target
 */
export function chooseMode(
  { mode, mayWrite }: { readonly mode?: ModeName; readonly mayWrite: boolean },
  origin: string,
): ModeName {
  const production = listProductionHosts(loadShippedSpec().document);
  if (origin !== '' && isProduction(new URL(origin), production)) return 'production';
  return mode ?? (mayWrite ? 'full' : 'nightly');
}
