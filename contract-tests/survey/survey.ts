/** Runs the survey: the smallest polite set of requests that gives every clause its evidence. */
import { isMap } from '../../openapi/values.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { type AnsweredExchange, type Exchange, isAnswered } from '../evidence/exchange.ts';
import type { ProbeName } from '../evidence/probes.ts';
import { cut } from '../../text/redactor.ts';
import { fitVersions, findLongAccept } from '../evidence/framework-versions.ts';
import { getBody, listJobIds, getItems, type Sighting, listSightings } from '../evidence/sightings.ts';
import { listOwnIds } from './own-ids.ts';
import {
  askAs,
  askDetail,
  type Asker,
  askList,
  createBearer,
  getListUrl,
  getResource,
  type SurveyOptions,
} from './asker.ts';
import { askForEarlierJobs } from './earlier-jobs.ts';
import { laps } from '../traffic/budget.ts';
import { type ModeLimits, modes } from '../traffic/modes.ts';
import { confirmDoubts } from './confirm.ts';
import { askFirstList } from './first-list.ts';
import { followOwnJob } from './own-job.ts';
import { isLoopback } from '../traffic/base-url.ts';
import { drawOddIds, toSeed } from './odd-ids.ts';
import { askOtherPrefixes } from './other-prefixes.ts';
import { refuseRedirects } from '../traffic/production.ts';
import { addRequestCount } from './progress.ts';
import { askForResults, askForbiddenResults, askPagesAndFile, selectResultSamples } from './results.ts';
import { type Credential, createSurveyor } from './surveyor.ts';
import { watch } from './watch.ts';

/** Maximum number of pages that are followed in a paged list. */
const maxPages = 5;

/** @throws NothingToJudge when the target cannot be reached, is another server, or rejects the token */
export async function survey(options: SurveyOptions): Promise<Evidence> {
  const { base, token, otherToken, expiredToken } = options;
  const caller = createBearer(token, 'CONTRACT_TOKEN');
  const surveyor = createSurveyor(options, options.spec.document);
  const onProgress = addRequestCount(options.onProgress, surveyor.exchanges);

  onProgress('requesting the list', base.origin);
  const { asker, list } = await askFirstList({ ...options, onProgress, surveyor, caller, prefix: '' });
  const jobs = await askListAndDetails(asker, list);
  if (options.findDoubts !== undefined) await confirmDoubts(asker, options.findDoubts);
  const jobId = jobs[0]?.jobId;
  await askForEarlierJobs(asker);
  const seed = toSeed(options.unknownIds[0]);
  onProgress(
    'sending requests that must be rejected',
    `wrong tokens, unknown jobs, random ids (seed ${seed})`,
  );
  // The most important requests come first, so that a small budget drops the least important ones.
  const otherPrefixes: Record<string, boolean> = {};
  for (const level of laps) {
    surveyor.meter.lap(level);
    await askWrongCredentials(asker, jobId);
    await askUnknownJobs(asker);
    await askForbiddenResults(asker, jobId);
    await askWireHabits(asker, jobId);
    Object.assign(otherPrefixes, await askOtherPrefixes(asker));
  }
  surveyor.meter.lap(undefined);
  const began = options.now();
  if (jobs.length > 0) await watch(asker, jobs);
  const watchedMs = options.now() - began;
  if (options.writing !== undefined) {
    refuseRedirects(surveyor.exchanges, options.writing.production);
    await followOwnJob(asker, options.writing);
  }
  return {
    target: {
      baseUrl: options.redact(`${base.origin}${asker.prefix}`),
      ...(Object.keys(otherPrefixes).length === 0 ? {} : { otherPrefixes }),
      hasOtherToken: otherToken !== undefined,
      hasExpiredToken: expiredToken !== undefined,
      watchedMs,
      mayWrite: options.writing !== undefined,
      ...(options.isOwn === undefined ? {} : { isOwn: options.isOwn }),
      conduct: surveyor.meter.conduct(),
    },
    // Requests before the right prefix was found are not evidence.
    exchanges: surveyor.exchanges
      .slice(surveyor.exchanges.indexOf(list))
      .filter(({ tag }) => tag !== 'other-prefix'),
    ...(options.earlier === undefined ? {} : { earlier: options.earlier }),
  };
}

function getMode({ limits }: SurveyOptions): ModeLimits {
  return limits?.mode ?? modes.nightly;
}

/** Requests the list, single jobs and their results, and the list again: a job that is equal in both lists did not change in between. */
async function askListAndDetails(asker: Asker, list: AnsweredExchange): Promise<readonly Sighting[]> {
  const pages = await followPages(asker, list);
  const jobs = listSightings([list, ...pages]);
  const samples = selectSamples(jobs, getMode(asker).samples);
  asker.onProgress('requesting single jobs', `${samples.length} of ${jobs.length}`);
  const withResults = new Set(selectResultSamples(asker, samples));
  const results: Exchange[] = [];
  for (const job of samples) {
    await askDetail(asker, 'detail', job.jobId);
    if (withResults.has(job)) results.push(await askForResults(asker, job));
  }
  const looked = await askPagesAndFile(asker, jobs, results);
  const again = await askList(asker, 'list-again');
  // The second list lacks jobs beyond the first page, so these are requested singly.
  const shown = new Set(listJobIds(again));
  const elsewhere = pages.length === 0 ? [] : looked.filter((jobId) => !shown.has(jobId));
  const ids = [...elsewhere, ...samples.slice(0, 2).map(({ jobId }) => jobId)];
  for (const jobId of new Set(ids.slice(0, Math.max(2, elsewhere.length))))
    await askDetail(asker, 'detail-again', jobId);
  return samples;
}

/** One job in each status, the newest and the oldest, then others from the top. */
function selectSamples(jobs: readonly Sighting[], max: number): readonly Sighting[] {
  const firstOfStatus = [...new Map(jobs.toReversed().map((job) => [job.status, job])).values()];
  // Of two jobs in the same status, the older one is more likely to have changed since.
  const lastOfStatus = [...new Map(jobs.map((job) => [job.status, job])).values()];
  const wanted = [...jobs.slice(0, 1), ...firstOfStatus, ...jobs.slice(-1), ...lastOfStatus, ...jobs];
  return [...new Map(wanted.map((job) => [job.jobId, job])).values()].slice(0, max);
}

async function followPages(asker: Asker, list: AnsweredExchange): Promise<readonly AnsweredExchange[]> {
  const pages: AnsweredExchange[] = [];
  let page = list;
  const known = new Set<string>(['']);
  while (pages.length < maxPages) {
    const body = getBody(page);
    const next = isMap(body) && getItems(page) !== undefined ? body['next'] : undefined;
    if (typeof next !== 'string' || !URL.canParse(next, page.request.url)) break;
    // Behind a proxy the link may name another scheme or host; the token goes only to the given one.
    const { search } = new URL(next, page.request.url);
    if (known.has(search)) break;
    known.add(search);
    const asked = await asker.surveyor.ask({
      ...getResource(asker),
      tag: 'list-page',
      url: `${getListUrl(asker)}${search}`,
      credential: asker.caller,
    });
    if (!isAnswered(asked)) break;
    pages.push(asked);
    page = asked;
  }
  return pages;
}

/** Tries every invalid credential on both endpoints. */
async function askWrongCredentials(asker: Asker, jobId: string | undefined): Promise<void> {
  const { token, expiredToken } = asker;
  const [unknownId] = asker.unknownIds;
  const invented = `invalid-${unknownId}`;
  const wrong: readonly (readonly [ProbeName, Credential | undefined])[] = [
    ['no-token', undefined],
    ['bare-bearer', { sent: 'Bearer', shown: 'Bearer' }],
    ['unknown-token', { sent: `Bearer ${invented}`, shown: `Bearer ${invented}` }],
    ['cut-token', { sent: `Bearer ${cut(token)}`, shown: 'Bearer ${CONTRACT_TOKEN#?}' }],
    ['other-scheme', { sent: `Token ${token}`, shown: 'Token $CONTRACT_TOKEN' }],
    ...(expiredToken === undefined
      ? []
      : [['expired-token', createBearer(expiredToken, 'CONTRACT_EXPIRED_TOKEN')] as const]),
  ];
  for (const [tag, credential] of wrong) {
    await askAs(asker, credential, tag);
    if (jobId !== undefined) await askAs(asker, credential, tag, jobId);
  }
  await askAs(asker, undefined, 'no-token-unknown-job', unknownId);
  await askAs(asker, { sent: `bearer ${token}`, shown: 'bearer $CONTRACT_TOKEN' }, 'lower-case-scheme');
  await askTokenElsewhere(asker);
}

/** A token in a URL ends up in the logs of all servers on the way, so this is tried only on this machine. */
async function askTokenElsewhere(asker: Asker): Promise<void> {
  const { token, surveyor, base } = asker;
  const list = getResource(asker);
  const extra = [
    {
      name: 'Cookie',
      sent: `token=${token}; sessionid=${token}`,
      shown: 'token=$CONTRACT_TOKEN; sessionid=$CONTRACT_TOKEN',
    },
    { name: 'X-API-Key', sent: token, shown: '$CONTRACT_TOKEN' },
    { name: 'Proxy-Authorization', sent: `Bearer ${token}`, shown: 'Bearer $CONTRACT_TOKEN' },
  ];
  await surveyor.ask({ tag: 'token-elsewhere', ...list, extra });
  const query = new URLSearchParams({ access_token: token, token });
  if (isLoopback(base.origin))
    await surveyor.ask({ tag: 'token-elsewhere', ...list, url: `${list.url}?${query.toString()}` });
}

/** Random in each run. */
const drawnIds = 6;
const oddIds = ['not-a-uuid', '00000000-0000-4000-8000-00000000000g'] as const;

async function askUnknownJobs(asker: Asker): Promise<void> {
  for (const id of asker.unknownIds) await askDetail(asker, 'unknown-job', id);
  for (const id of oddIds) await askDetail(asker, 'odd-id', id);
  const { onlyHarmlessIds } = getMode(asker);
  for (const id of drawOddIds(toSeed(asker.unknownIds[0]), drawnIds, { onlyHarmlessIds }))
    await askDetail(asker, 'random-id', id);
  if (asker.otherToken === undefined) return;
  const list = await askAs(asker, createBearer(asker.otherToken, 'CONTRACT_OTHER_TOKEN'), 'foreign-list');
  const own = listOwnIds(asker);
  const theirs = listJobIds(list).filter((jobId) => !own.has(jobId));
  for (const jobId of theirs.slice(0, 2)) await askDetail(asker, 'foreign-job', jobId);
}

async function askWireHabits(asker: Asker, jobId: string | undefined): Promise<void> {
  const resources = [getResource(asker), ...(jobId === undefined ? [] : [getResource(asker, jobId)])];
  for (const resource of resources) {
    const common = { ...resource, credential: asker.caller };
    await asker.surveyor.ask({ ...common, tag: 'head', method: 'HEAD' });
    await asker.surveyor.ask({ ...common, tag: 'options', method: 'OPTIONS' });
    await asker.surveyor.ask({ ...common, tag: 'no-slash', url: resource.url.replace(/\/$/, '?unknown=1') });
    await asker.surveyor.ask({ ...common, tag: 'unknown-query', url: `${resource.url}?unknown=1` });
  }
  await askLongAccept(asker);
  const list = asker.surveyor.exchanges.find(({ tag }) => tag === 'list-again');
  if (list === undefined || !isAnswered(list) || !Array.isArray(getBody(list))) return;
  // Paging parameters, which an unpaged list ignores.
  const url = `${getListUrl(asker)}?page=2&page_size=1&limit=1&offset=1&status=failed&ordering=submitted_at`;
  await asker.surveyor.ask({ ...getResource(asker), credential: asker.caller, tag: 'list-narrowed', url });
}

/** Only if it distinguishes versions of the framework that match all other facts. */
async function askLongAccept(asker: Asker): Promise<void> {
  const { spec, surveyor, caller } = asker;
  const { fitting } = fitVersions(spec.questions, surveyor.exchanges);
  const accept = findLongAccept(spec.questions, fitting);
  if (accept === undefined) return;
  await surveyor.ask({ ...getResource(asker), credential: caller, tag: 'long-accept', accept });
}
