/** Runs an exploration: opens the target, plays, and tries what it found on a mock. */
import { setTimeout as wait } from 'node:timers/promises';

import { type Surroundings, UsageError } from '../../command-line/command.ts';
import { loadShippedSpec } from '../../openapi/shipped.ts';
import type { Spec } from '../../openapi/spec.ts';
import type { Exploration, Fault } from '../explore/exploration.ts';
import { explore } from '../explore/player/explore.ts';
import { findApi } from '../explore/player/open-target.ts';
import type { Player, Tokens } from '../explore/player/player.ts';
import { createPurse } from '../explore/player/purse.ts';
import type { ApiPlace } from '../explore/request.ts';
import { maxAtOnce, parseSequence, type Sequence, type UserName } from '../explore/sequence.ts';
import { isLoopback } from '../traffic/base-url.ts';
import { createHttpClient } from '../traffic/client.ts';
import { createNetwork } from '../traffic/network.ts';
import { listProductionHosts, refuseProduction } from '../traffic/production.ts';
import { createGate, resolveBaseUrl } from './collect-evidence.ts';
import { type ExploreSettings, refuseSequence } from './explore-options.ts';
import type { TargetOptions } from './target-options.ts';

/** A mock that was started for one run. */
export interface ExploreMock {
  readonly baseUrl: string;
  /** The tokens of two users in a world; a new name is a new world. */
  readonly createTokens: (world: string) => Tokens;
  readonly stop: () => Promise<void>;
}

export type StartExploreMock = (specFile: string | undefined, root: string) => Promise<ExploreMock>;

/** What is explored. */
export interface Explored {
  readonly baseUrl: string;
  readonly createTokens: (play: number) => Tokens;
  readonly users: readonly UserName[];
}

/** Between two reads of a wait on this machine, where nobody is disturbed. */
const loopbackPaceMs = 30;
/** A wait takes at most this part of the time of the run. */
const patiencePart = 0.25;
/** How often a fault is tried on a mock. */
const mockTimes = 5;

export interface ExplorationRun {
  readonly exploration: Exploration;
  readonly place: ApiPlace;
}

/** @throws NothingToJudge and UsageError before anything was written */
export async function runExploration(
  settings: ExploreSettings,
  explored: Explored,
  spec: Spec,
  { env, progress, stopAsked }: Pick<Surroundings, 'env' | 'progress' | 'stopAsked'>,
): Promise<ExplorationRun> {
  const sequence = readSequence(settings, spec);
  const base = resolveBaseUrl(explored.baseUrl, spec);
  // Another document cannot allow writing to production.
  const production = listProductionHosts(loadShippedSpec().document, spec.document);
  refuseProduction(new URL(base.origin), production);
  const network = createNetwork(settings.ca, new URL(base.origin), env);
  const { mayWrite: isWritable } = createGate(base, spec, production);
  const lanes = Array.from({ length: maxAtOnce }, () =>
    createHttpClient(settings.timeoutMs, isWritable, network),
  );
  const stop = { isAsked: false };
  void stopAsked.then(() => {
    stop.isAsked = true;
  });
  try {
    const [first] = lanes;
    if (first === undefined) throw new Error('There is no connection.');
    const place = await findApi(first, base, spec, explored.createTokens(0).you, production);
    const { smallJobs } = spec.lifeCycle.polling;
    const ports = {
      now: () => Date.now(),
      wait: async (milliseconds: number) => wait(milliseconds),
      lanes,
      isStopped: () => stop.isAsked,
    };
    const player: Player = {
      target: {
        ...place,
        production,
        paceMs: isLoopback(base.origin) ? loopbackPaceMs : smallJobs['from-seconds'] * 1000,
        patienceMs: settings.timeMs * patiencePart,
        mark: `Explored-${settings.seed}-${crypto.randomUUID().slice(0, 8)}`,
      },
      ports,
      purse: createPurse(settings, ports),
      state: { submissions: 0, silent: 0, isShared: false },
    };
    const prices = Object.values(spec.document['x-credits']?.['per-row'] ?? {});
    const exploration = await explore(player, {
      seed: settings.seed,
      users: explored.users,
      createTokens: explored.createTokens,
      ...(sequence === undefined ? {} : { sequence }),
      maxSequences: settings.maxSequences,
      maxFaults: settings.maxFindings,
      maxRows: settings.maxRows,
      price: Math.max(1, ...prices),
      onProgress: progress,
    });
    return { exploration, place };
  } finally {
    for (const lane of lanes) lane.close();
  }
}

function readSequence({ sequence }: ExploreSettings, spec: Spec): Sequence | undefined {
  if (sequence === undefined) return undefined;
  const parsed = parseSequence(sequence, spec.lifeCycle.apiStatuses);
  return typeof parsed === 'string' ? refuseSequence(parsed) : parsed;
}

/**
 * The target of the options.
 * @throws UsageError without a token
 */
export function createTargetToExplore(target: TargetOptions | undefined): Explored {
  const { baseUrl = '', token = '', otherToken = '' } = target ?? {};
  if (token === '')
    throw new UsageError(
      `No token is set. Set ${target?.tokenVariable ?? 'CONTRACT_TOKEN'} to the token of a user who may submit, or name another variable with --token-env.`,
    );
  return {
    baseUrl,
    createTokens: () => ({ you: token, other: otherToken }),
    users: otherToken === '' ? ['you'] : ['you', 'other'],
  };
}

/** What must not be printed. */
export const listTargetSecrets = ({ token, otherToken = '' }: TargetOptions): readonly string[] => [
  token,
  otherToken,
];

/** What a mock can be given instead of the target: a fresh world for each play. */
export function createMockToExplore({ baseUrl, createTokens }: ExploreMock, seed: string): Explored {
  const name = seed.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 20);
  return {
    baseUrl,
    createTokens: (play) => createTokens(`explore-${name}-${play}`),
    users: ['you', 'other'],
  };
}

/** Plays the smallest sequence of a fault against a mock of the document. */
export async function tryOnMock(
  fault: Fault,
  settings: ExploreSettings,
  mock: ExploreMock,
  spec: Spec,
  surroundings: Pick<Surroundings, 'env' | 'progress' | 'stopAsked'>,
  formatted: string,
): Promise<Fault> {
  const { perSecond: _, ...others } = settings;
  const again = {
    ...others,
    sequence: formatted,
    maxSequences: mockTimes,
    maxJobs: Number.MAX_SAFE_INTEGER,
    maxCredits: Number.MAX_SAFE_INTEGER,
    maxRequests: Number.MAX_SAFE_INTEGER,
  };
  const { exploration } = await runExploration(
    again,
    createMockToExplore(mock, settings.seed),
    spec,
    surroundings,
  );
  return { ...fault, onMock: exploration.faults.length > 0 ? 'fails' : 'passes' };
}
