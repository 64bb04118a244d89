/** From options to evidence: whom to ask, as whom, how often, and until when. */
import { setTimeout as wait } from 'node:timers/promises';

import { type Surroundings, UsageError } from '../command-line/command.ts';
import { readingOf } from '../openapi/questions.ts';
import type { Spec } from '../openapi/spec.ts';
import type { Evidence } from './evidence/evidence.ts';
import type { Redactor } from './evidence/redactor.ts';
import type { ContractOptions, TargetOptions } from './options.ts';
import { listUrl } from './survey/asker.ts';
import { type BaseUrl, isLoopback, readBaseUrl, stemOf } from './survey/base-url.ts';
import { type Client, newClient } from './survey/client.ts';
import { NothingToJudge, survey, unreachable } from './survey/survey.ts';

/** Without --watch. */
const usualWatchMs = 10_000;
/** On this machine nobody is disturbed. */
const loopbackPaceMs = 200;

/** @throws NothingToJudge, also when the user ends it, and UsageError */
export async function collect(
  { timeoutMs, watchMs = usualWatchMs }: Pick<ContractOptions, 'timeoutMs' | 'watchMs'>,
  target: TargetOptions,
  spec: Spec,
  redact: Redactor,
  { progress, stopAsked }: Pick<Surroundings, 'progress' | 'stopAsked'>,
): Promise<Evidence> {
  const base = baseOf(target.baseUrl, spec);
  const client = newClient(timeoutMs);
  const ended = new AbortController();
  const stopped = stopAsked.then((): never => {
    throw new NothingToJudge('Stopped before everything was asked: nothing was judged.');
  });
  const { smallJobs } = spec.lifeCycle.polling;
  try {
    if (target.token === '') return await Promise.race([withoutToken(client, base, spec, target), stopped]);
    const asked = survey({
      ...target,
      client,
      redact,
      now: () => Date.now(),
      wait: (milliseconds) => wait(milliseconds, undefined, { signal: ended.signal }),
      spec,
      base,
      watchMs,
      paceMs: isLoopback(base.origin) ? loopbackPaceMs : smallJobs['to-seconds'] * 1000,
      unknownIds: [crypto.randomUUID(), crypto.randomUUID()],
      onProgress: progress,
    });
    return await Promise.race([asked, stopped]);
  } finally {
    client.close();
    ended.abort();
  }
}

function baseOf(baseUrl: string, spec: Spec): BaseUrl {
  const stem = stemOf(spec.operations.map(({ path }) => path));
  const { prefixes = [''] } = readingOf(spec.questions, {}, 'path-prefix');
  const base = readBaseUrl(baseUrl, stem, prefixes);
  if (base === undefined) throw new Error('The base URL was not checked with the other options.');
  return base;
}

/** Nothing can be judged without a token; but a target that is not there is told first. */
async function withoutToken(
  client: Client,
  base: BaseUrl,
  spec: Spec,
  { tokenVariable }: TargetOptions,
): Promise<never> {
  const [prefix = ''] = base.prefixes;
  const url = listUrl({ spec, base, prefix });
  const outcome = await client.send({ method: 'GET', url, headers: [['Accept', 'application/json']] });
  if (outcome.kind === 'no-response') throw new NothingToJudge(unreachable(outcome.reason));
  throw new UsageError(
    `There is no token: put the token of a user with jobs into ${tokenVariable}, or name the variable that holds it with --token-env.`,
  );
}
