/** The survey: the smallest polite set of requests that gives every clause something to stand on. */
import type { Evidence } from '../evidence/evidence.ts';
import { type Answered, type Exchange, isAnswered, type Tag } from '../evidence/exchange.ts';
import { cut } from '../../text/redactor.ts';
import { fitVersions, longAcceptFor } from '../evidence/framework-versions.ts';
import { getBody, jobIdsIn, isMap, getItems, type Sighting, sightingsIn } from '../evidence/sightings.ts';
import { ownIds } from './own-ids.ts';
import {
  askAs,
  askDetail,
  type Asker,
  askList,
  bearer,
  listUrl,
  getResource,
  type SurveyOptions,
} from './asker.ts';
import { askForEarlier } from './earlier-jobs.ts';
import { laps } from '../traffic/levels.ts';
import { modes } from '../traffic/modes.ts';
import { confirmDoubts } from './confirm.ts';
import { firstList } from './first-list.ts';
import { followOwnJob } from './own-job.ts';
import { isLoopback } from '../traffic/base-url.ts';
import { oddIdsFrom, toSeed } from './odd-ids.ts';
import { askOtherPrefixes } from './other-prefixes.ts';
import { refuseRedirects } from '../traffic/production.ts';
import { counting } from './progress.ts';
import { askForResults, forbiddenResults, pagesAndFile, resultSamples } from './results.ts';
import { type Credential, newSurveyor } from './surveyor.ts';
import { watch } from './watch.ts';

/** Pages of a paged list that are followed. */
const maxPages = 5;

/** @throws NothingToJudge when the target cannot be reached, is something else, or refuses the token */
export async function survey(options: SurveyOptions): Promise<Evidence> {
  const { base, token, otherToken, expiredToken } = options;
  const caller = bearer(token, 'CONTRACT_TOKEN');
  const welcome = [caller.sent, ...(otherToken === undefined ? [] : [`Bearer ${otherToken}`])];
  const surveyor = newSurveyor(options, new Set(welcome), options.spec.document);
  const onProgress = counting(options.onProgress, surveyor.exchanges);

  onProgress('asking for the list', base.origin);
  const { asker, list } = await firstList({ ...options, onProgress, surveyor, caller, prefix: '' });
  const jobs = await listAndDetails(asker, list);
  if (options.doubtsIn !== undefined) await confirmDoubts(asker, options.doubtsIn);
  const jobId = jobs[0]?.jobId;
  await askForEarlier(asker);
  const { seed } = chooseRandomIds(options);
  onProgress('trying what must be refused', `wrong tokens, unknown jobs, ids made up from the seed ${seed}`);
  // What matters most first: where not all may be asked, it is the least that is left.
  const otherPrefixes: Record<string, boolean> = {};
  for (const level of laps) {
    surveyor.meter.lap(level);
    await wrongCredentials(asker, jobId);
    await unknownJobs(asker);
    await forbiddenResults(asker, jobId);
    await wireHabits(asker, jobId);
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
    // What was asked before the right prefix was found is not evidence.
    exchanges: surveyor.exchanges
      .slice(surveyor.exchanges.indexOf(list))
      .filter(({ tag }) => tag !== 'other-prefix'),
    ...(options.earlier === undefined ? {} : { earlier: options.earlier }),
  };
}

/** List, single jobs and their results, list again: what stands the same in both lists did not move in between. */
async function listAndDetails(asker: Asker, list: Answered): Promise<readonly Sighting[]> {
  const pages = await followPages(asker, list);
  const jobs = sightingsIn([list, ...pages]);
  const samples = selectSamples(jobs, (asker.limits?.mode ?? modes.nightly).samples);
  asker.onProgress('asking for single jobs', `${samples.length} of ${jobs.length}`);
  const withResults = new Set(resultSamples(asker, samples));
  const results: Exchange[] = [];
  for (const job of samples) {
    await askDetail(asker, 'detail', job.jobId);
    if (withResults.has(job)) results.push(await askForResults(asker, job));
  }
  const looked = await pagesAndFile(asker, jobs, results);
  const again = await askList(asker, 'list-again');
  // A job beyond the first page is not in the list that is asked for again, so it is asked for by itself.
  const shown = new Set(jobIdsIn(again));
  const elsewhere = pages.length === 0 ? [] : looked.filter((jobId) => !shown.has(jobId));
  const ids = [...elsewhere, ...samples.slice(0, 2).map(({ jobId }) => jobId)];
  for (const jobId of new Set(ids.slice(0, Math.max(2, elsewhere.length))))
    await askDetail(asker, 'detail-again', jobId);
  return samples;
}

/** One job of each status, the newest and the oldest, then others from the top. */
function selectSamples(jobs: readonly Sighting[], max: number): readonly Sighting[] {
  const firstOfStatus = [...new Map(jobs.toReversed().map((job) => [job.status, job])).values()];
  // Of two jobs with the same status in the list, the one that has it for longer is the likelier to have moved on.
  const lastOfStatus = [...new Map(jobs.map((job) => [job.status, job])).values()];
  const wanted = [...jobs.slice(0, 1), ...firstOfStatus, ...jobs.slice(-1), ...lastOfStatus, ...jobs];
  return [...new Map(wanted.map((job) => [job.jobId, job])).values()].slice(0, max);
}

async function followPages(asker: Asker, list: Answered): Promise<readonly Answered[]> {
  const pages: Answered[] = [];
  let page = list;
  const known = new Set<string>(['']);
  while (pages.length < maxPages) {
    const body = getBody(page);
    const next = isMap(body) && getItems(page) !== undefined ? body['next'] : undefined;
    if (typeof next !== 'string' || !URL.canParse(next, page.request.url)) break;
    // Behind a proxy the link may name another scheme or host; the token stays with the one that was given.
    const { search } = new URL(next, page.request.url);
    if (known.has(search)) break;
    known.add(search);
    const asked = await asker.surveyor.ask({
      ...getResource(asker),
      tag: 'list-page',
      url: `${listUrl(asker)}${search}`,
      credential: asker.caller,
    });
    if (!isAnswered(asked)) break;
    pages.push(asked);
    page = asked;
  }
  return pages;
}

/** Every way to be wrong, on both endpoints. */
async function wrongCredentials(asker: Asker, jobId: string | undefined): Promise<void> {
  const { token, expiredToken } = asker;
  const [unknownId] = asker.unknownIds;
  const invented = `invalid-${unknownId}`;
  const wrong: readonly (readonly [Tag, Credential | undefined])[] = [
    ['no-token', undefined],
    ['bare-bearer', { sent: 'Bearer', shown: 'Bearer' }],
    ['unknown-token', { sent: `Bearer ${invented}`, shown: `Bearer ${invented}` }],
    ['cut-token', { sent: `Bearer ${cut(token)}`, shown: 'Bearer ${CONTRACT_TOKEN#?}' }],
    ['other-scheme', { sent: `Token ${token}`, shown: 'Token $CONTRACT_TOKEN' }],
    ...(expiredToken === undefined
      ? []
      : [['expired-token', bearer(expiredToken, 'CONTRACT_EXPIRED_TOKEN')] as const]),
  ];
  for (const [tag, credential] of wrong) {
    await askAs(asker, credential, tag);
    if (jobId !== undefined) await askAs(asker, credential, tag, jobId);
  }
  await askAs(asker, undefined, 'no-token-unknown-job', unknownId);
  await askAs(asker, { sent: `bearer ${token}`, shown: 'bearer $CONTRACT_TOKEN' }, 'lower-case-scheme');
  await tokenElsewhere(asker);
}

/** In an address it would end up in the log of every server between, so that is tried on this machine only. */
async function tokenElsewhere(asker: Asker): Promise<void> {
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

/** Made up anew in each run. */
const defaultOddIds = 6;
const oddIds = ['not-a-uuid', '00000000-0000-4000-8000-00000000000g'] as const;

function chooseRandomIds({ oddIds: chosen, unknownIds }: Pick<SurveyOptions, 'oddIds' | 'unknownIds'>) {
  return chosen ?? { seed: toSeed(unknownIds[0]), count: defaultOddIds };
}

async function unknownJobs(asker: Asker): Promise<void> {
  for (const id of asker.unknownIds) await askDetail(asker, 'unknown-job', id);
  for (const id of oddIds) await askDetail(asker, 'odd-id', id);
  const { seed, count } = chooseRandomIds(asker);
  for (const id of oddIdsFrom(seed, count)) await askDetail(asker, 'random-id', id);
  if (asker.otherToken === undefined) return;
  const list = await askAs(asker, bearer(asker.otherToken, 'CONTRACT_OTHER_TOKEN'), 'foreign-list');
  const own = ownIds(asker);
  const theirs = jobIdsIn(list).filter((jobId) => !own.has(jobId));
  for (const jobId of theirs.slice(0, 2)) await askDetail(asker, 'foreign-job', jobId);
}

async function wireHabits(asker: Asker, jobId: string | undefined): Promise<void> {
  const resources = [getResource(asker), ...(jobId === undefined ? [] : [getResource(asker, jobId)])];
  for (const resource of resources) {
    const common = { ...resource, credential: asker.caller };
    await asker.surveyor.ask({ ...common, tag: 'head', method: 'HEAD' });
    await asker.surveyor.ask({ ...common, tag: 'options', method: 'OPTIONS' });
    await asker.surveyor.ask({ ...common, tag: 'no-slash', url: resource.url.replace(/\/$/, '?unknown=1') });
    await asker.surveyor.ask({ ...common, tag: 'unknown-query', url: `${resource.url}?unknown=1` });
  }
  await longAccept(asker);
  const list = asker.surveyor.exchanges.find(({ tag }) => tag === 'list-again');
  if (list === undefined || !isAnswered(list) || !Array.isArray(getBody(list))) return;
  // What a list in pages understands, and one in a piece knows nothing of.
  const url = `${listUrl(asker)}?page=2&page_size=1&limit=1&offset=1&status=failed&ordering=submitted_at`;
  await asker.surveyor.ask({ ...getResource(asker), credential: asker.caller, tag: 'list-narrowed', url });
}

/** Only where it tells apart versions of the framework that look alike in all that was seen. */
async function longAccept(asker: Asker): Promise<void> {
  const { spec, surveyor, caller } = asker;
  const { fitting } = fitVersions(spec.questions, surveyor.exchanges);
  const accept = longAcceptFor(spec.questions, fitting);
  if (accept === undefined) return;
  await surveyor.ask({ ...getResource(asker), credential: caller, tag: 'long-accept', accept });
}
