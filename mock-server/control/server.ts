/** The control operations for the mock as a whole. */
import { instant, type Instant } from '../../time/time.ts';
import { firstWorld } from '../domain/world-names.ts';
import { formatFamilies, metricsMediaType } from '../metrics/family.ts';
import { isReadOnly } from '../store/port.ts';
import { getReadiness } from '../metrics/readiness.ts';
import type { ServerView } from '../metrics/server-view.ts';
import { refuse, succeed, type ControlHandler } from './outcome.ts';
import { showHealth } from './remedy.ts';

const getHealth: ControlHandler = async ({ worlds, real, server, caller, model: { readings, fill } }) => {
  const isUp = server.store.health?.().isUp !== false;
  return succeed({
    ...showReadiness(server, caller?.kind !== 'team'),
    version: VERSION,
    ...(isUp ? { worlds: (await worlds.names(real)).length } : {}),
    readings,
    ...(fill === undefined ? {} : { new_fields: Object.fromEntries(fill.values) }),
  });
};

const checkHealth: ControlHandler = ({ server }) => {
  const shown = showReadiness(server, false);
  return succeed(shown, shown.ready ? 200 : 503);
};

const checkLive: ControlHandler = ({ server }) => succeed(showReadiness(server, false));

const getMetrics: ControlHandler = async ({ server, caller }) => {
  // They show how much other teams use the mock.
  if (caller?.kind === 'team')
    return refuse(403, 'The metrics are those of all teams. Use the control token of the mock.', showHealth);
  return { status: 200, mediaType: metricsMediaType, text: formatFamilies(await server.collect()) };
};

/** @param isTrusted whether the answer may name the address of a store */
function showReadiness({ phase, store }: ServerView, isTrusted: boolean) {
  const { isReady, status, since } = getReadiness(phase(), store);
  const health = store.health?.();
  return {
    status,
    live: true,
    ready: isReady,
    since: formatMoment(since),
    store: {
      kind: store.kind,
      up: health?.isUp !== false,
      ...(health !== undefined && isReadOnly(health) ? { read_only: true } : {}),
      ...(health === undefined ? {} : { since: formatMoment(health.since) }),
      ...(isTrusted && health?.reason !== undefined ? { reason: health.reason } : {}),
    },
  };
}

const formatMoment = (at: Instant): string => new Date(instant(Math.round(at))).toISOString();

const listScenarios: ControlHandler = ({ worlds }) =>
  succeed(
    Object.values((worlds.get(firstWorld) ?? worlds).fixture.scenarios).map(({ name, about }) => ({
      name,
      about,
    })),
  );

const listWorlds: ControlHandler = async ({ worlds, real }) => succeed(await worlds.names(real));

export const serverOperations = {
  getHealth,
  checkHealth,
  checkReady: checkHealth,
  checkLive,
  getMetrics,
  listScenarios,
  listWorlds,
};
