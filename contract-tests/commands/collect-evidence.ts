/** Turns options into evidence: runs the survey with the right target, tokens, limits and deadline. */
import { setTimeout as wait } from 'node:timers/promises';

import { UsageError } from '../../command-line/command.ts';
import { getReading } from '../../openapi/questions.ts';
import { loadShippedSpec } from '../../openapi/shipped.ts';
import type { Spec } from '../../openapi/spec.ts';
import type { Observations } from '../verdict/clause.ts';
import { findDoubts, noTarget } from '../clauses/doubts.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Earlier } from '../evidence/earlier.ts';
import { ownRecords } from '../evidence/own-records.ts';
import type { Redactor } from '../../text/redactor.ts';
import type { ContractOptions } from './options.ts';
import type { TargetOptions } from './target-options.ts';
import { getListUrl, listWritePaths } from '../survey/asker.ts';
import { type BaseUrl, isLoopback, readBaseUrl, findStem } from '../traffic/base-url.ts';
import { type HttpClient, createHttpClient } from '../traffic/client.ts';
import { chooseLimits } from '../traffic/limits.ts';
import { createNetwork } from '../traffic/network.ts';
import { describeMode } from '../traffic/modes.ts';
import { limitRate } from '../traffic/rate-limit.ts';
import { createWriteGate, type WriteGate } from '../traffic/write-gate.ts';
import { isProduction, listProductionHosts, refuseProduction } from '../traffic/production.ts';
import { NothingToJudge } from '../traffic/nothing-to-judge.ts';
import { createUnreachable } from '../survey/first-list.ts';
import { survey } from '../survey/survey.ts';
import type { RunOutput } from './run-output.ts';

/** The default of --watch. */
const defaultWatchMs = 10_000;
/** A target on this machine has no rate limit. */
const loopbackPaceMs = 200;

/** How long the run polls its own job at most. */
const maxFollowMs = 600_000;

/** @throws NothingToJudge, also when the user interrupts the run, and UsageError */
export async function collect(
  options: Pick<
    ContractOptions,
    'timeoutMs' | 'watchMs' | 'allowWrites' | 'mode' | 'maxRequests' | 'perSecond' | 'ca'
  > & { readonly earlier?: Earlier },
  target: TargetOptions,
  { spec, checkAt }: Pick<Observations, 'spec' | 'checkAt'>,
  redact: Redactor,
  surroundings: Pick<RunOutput, 'progress' | 'print' | 'complain' | 'aside' | 'stopAsked' | 'env'>,
): Promise<Evidence> {
  const { timeoutMs, watchMs = defaultWatchMs, allowWrites } = options;
  const base = resolveBaseUrl(target.baseUrl, spec);
  // Another document cannot allow writing to production.
  const production = listProductionHosts(loadShippedSpec().document, spec.document);
  if (allowWrites) refuseProduction(new URL(base.origin), production);
  const network = createNetwork(options.ca, new URL(base.origin), surroundings.env);
  const { mayWrite, admit } = createGate(base, spec, production);
  const client = createHttpClient(timeoutMs, allowWrites ? mayWrite : () => false, network);
  const ended = new AbortController();
  const { smallJobs } = spec.lifeCycle.polling;
  const { stopAsked, progress, print, complain, aside } = surroundings;
  const stopped = stopAsked.then(throwInterrupted);
  let asked: Promise<unknown> = Promise.resolve();
  try {
    if (target.token === '')
      return await Promise.race([refuseMissingToken(client, base, spec, target), stopped]);
    const limits = chooseLimits(options, new URL(base.origin), production, complain);
    // Progress goes to standard error, not into the results.
    aside(describeMode(limits));
    if (allowWrites) print(formatIntention(redact(base.origin)));
    const ports = {
      now: () => Date.now(),
      wait: (milliseconds: number) => wait(milliseconds, undefined, { signal: ended.signal }),
    };
    const polite = limitRate(client, limits.perSecond, ports);
    const evidence = survey({
      ...target,
      client: {
        ...client,
        send: async (ask) => (ended.signal.aborted ? throwInterrupted() : polite.send(ask)),
      },
      redact,
      ...ports,
      limits,
      spec,
      base,
      watchMs,
      paceMs: isLoopback(base.origin) ? loopbackPaceMs : smallJobs['to-seconds'] * 1000,
      unknownIds: [crypto.randomUUID(), crypto.randomUUID()],
      onProgress: (work, detail) => (ended.signal.aborted ? undefined : progress(work, detail)),
      ...(options.earlier === undefined ? {} : { earlier: options.earlier }),
      findDoubts: (exchanges) => findDoubts({ evidence: { target: noTarget, exchanges }, spec, checkAt }),
      ...(allowWrites
        ? { writing: { followMs: maxFollowMs, lastClient: client, admit, say: print, production } }
        : {}),
    });
    asked = evidence;
    return await Promise.race([evidence, stopped]);
  } finally {
    ended.abort();
    // If the run's own job is paused, it is resumed before the program exits.
    if (allowWrites) await asked.catch(() => undefined);
    client.close();
  }
}

function throwInterrupted(): never {
  throw new NothingToJudge(
    'The run was interrupted before it had sent all requests, so nothing was judged.',
    'interrupted',
  );
}

/** Allows what may be written to the given target: nothing in production. */
export function createGate(base: BaseUrl, spec: Spec, production: ReadonlySet<string>): WriteGate {
  return createWriteGate({
    origin: base.origin,
    paths: listWritePaths(spec),
    isProduction: (url) => isProduction(url, production),
  });
}

function formatIntention(origin: string): string {
  return `This run has write access to ${origin}. It submits one job with ${ownRecords.length} made-up records, which may cost credits, then pauses it, resumes it and reads its results. If that leaves a doubt, a second job settles it. It also sends submissions, actions and methods that must be rejected, and DELETE only to its own finished job. It changes no other job.`;
}

export function resolveBaseUrl(baseUrl: string, spec: Spec): BaseUrl {
  const stem = findStem(spec.operations.map(({ path }) => path));
  const { prefixes = [''] } = getReading(spec.questions, {}, 'path-prefix');
  const base = readBaseUrl(baseUrl, stem, prefixes);
  if (base === undefined) throw new Error('The base URL was not checked with the other options.');
  return base;
}

/** A run needs a token, but an unreachable target is reported first. */
async function refuseMissingToken(
  client: HttpClient,
  base: BaseUrl,
  spec: Spec,
  { tokenVariable }: TargetOptions,
): Promise<never> {
  const [prefix = ''] = base.prefixes;
  const url = getListUrl({ spec, base, prefix });
  const outcome = await client.send({ method: 'GET', url, headers: [['Accept', 'application/json']] });
  if (outcome.kind === 'no-response') throw createUnreachable(outcome.reason);
  throw new UsageError(
    `No token is set. Set ${tokenVariable} to the token of a user with jobs, or name another variable with --token-env.`,
  );
}
