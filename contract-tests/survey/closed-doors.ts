/** Tries what GET refuses in other ways: right after the owner has read it, with HEAD, without the trailing slash, and as CSV. */
import { isAnswered } from '../evidence/exchange.ts';
import { listSightings, type Sighting } from '../evidence/sightings.ts';
import { modes } from '../traffic/modes.ts';
import {
  askAs,
  askDetail,
  type Asker,
  buildUrl,
  createBearer,
  getMode,
  getResource,
  resultsId,
} from './asker.ts';
import { listOwnIds } from './own-ids.ts';
import { toSeed } from './odd-ids.ts';
import type { Credential, Question } from './surveyor.ts';

/** Requests the caller's job and list without a token. A shared cache would return what the owner has just read. */
export async function askWithoutToken(asker: Asker, jobId: string | undefined): Promise<void> {
  const { surveyor, token } = asker;
  const list = getResource(asker);
  const file = findResultsFile(asker);
  if (file !== undefined) await surveyor.ask({ tag: 'no-token-door', ...file });
  if (jobId !== undefined) {
    await askDetail(asker, 'owner-read', jobId);
    await askAs(asker, undefined, 'no-token', jobId);
    await surveyor.ask({ tag: 'no-token-door', ...getResource(asker, jobId), method: 'HEAD' });
  }
  await askAs(asker, { sent: `bearer ${token}`, shown: 'bearer $CONTRACT_TOKEN' }, 'lower-case-scheme');
  await askAs(asker, undefined, 'no-token');
  await surveyor.ask({ tag: 'no-token-door', ...list, method: 'HEAD' });
  // In one run as a file, in the next as a page.
  const asOther = toSeed(asker.unknownIds[0]) % 2 === 0 ? asCsv(list) : asPage(list);
  await surveyor.ask({ tag: 'no-token-door', ...asOther });
  const noSlash = [list, ...(jobId === undefined ? [] : [getResource(asker, jobId)])].map(withoutSlash);
  for (const door of noSlash) await surveyor.ask({ tag: 'no-token-door', ...door });
  await askAs(asker, undefined, 'no-token-unknown-job', asker.unknownIds[0]);
}

/**
 * Requests jobs of the other user as the caller, one of them right after its owner has read it, and a job of the caller as the
 * other user. Each run chooses other statuses, because a server may hide only the jobs in some of them.
 */
export async function askForeignJobs(asker: Asker, jobId: string | undefined): Promise<void> {
  if (asker.otherToken === undefined) return;
  const owner = createBearer(asker.otherToken, 'CONTRACT_OTHER_TOKEN');
  const list = await askAs(asker, owner, 'foreign-list');
  const own = listOwnIds(asker);
  const theirs = (isAnswered(list) ? listSightings([{ ...list, tag: 'list' }]) : []).filter(
    (job) => !own.has(job.jobId),
  );
  const seed = toSeed(asker.unknownIds[0]);
  const mine = listSightings([...asker.surveyor.exchanges]).filter((job) => own.has(job.jobId));
  const shown = chooseStatus(mine, seed)?.jobId ?? jobId;
  // Production has no request to spare for both directions.
  const isOneEnough = getMode(asker) === modes.production && isAnswered(list) && list.outcome.status === 200;
  if (shown !== undefined && !isOneEnough) await askAs(asker, owner, 'own-job-by-other', shown);
  const first = chooseStatus(theirs, seed);
  if (first === undefined) return;
  await askAs(asker, owner, 'foreign-owner', first.jobId);
  await askDetail(asker, 'foreign-job', first.jobId);
  const others = theirs.filter((job) => job !== first);
  const second = findJobWithResults(asker, others) ?? others[0] ?? first;
  await askForeignDoors(asker, first.jobId, second.jobId);
}

/** The first job in one of the statuses. */
function chooseStatus(jobs: readonly Sighting[], seed: number): Sighting | undefined {
  const statuses = [...new Set(jobs.map(({ status = '' }) => status))].toSorted((a, b) => a.localeCompare(b));
  const chosen = statuses[seed % Math.max(1, statuses.length)];
  return jobs.find(({ status = '' }) => status === chosen);
}

async function askForeignDoors(asker: Asker, first: string, second: string): Promise<void> {
  const ask = (question: Omit<Question, 'tag'>, credential: Credential = asker.caller) =>
    asker.surveyor.ask({ tag: 'foreign-door', ...question, credential });
  const job = getResource(asker, second);
  await ask({ ...job, method: 'HEAD' });
  await ask(getResultsFile(asker, second));
  await ask(withoutSlash(job));
  await ask(asCsv(job));
  const upper = first.toUpperCase();
  if (/^[\da-f-]{36}$/.test(first) && upper !== first) await ask(getResource(asker, upper));
}

type Door = Pick<Question, 'operationId' | 'jobId' | 'url' | 'accept'>;

function withoutSlash(resource: Door): Door {
  return { ...resource, url: resource.url.replace(/\/$/, '') };
}

/** In both ways in which a client chooses a format. */
function asCsv(resource: Door): Door {
  return { ...resource, url: `${resource.url}?format=csv`, accept: 'text/csv' };
}

/** As a browser requests it. */
function asPage(resource: Door): Door {
  return { ...resource, accept: 'text/html' };
}

/** The results that the caller has downloaded a moment ago, or those of another job. */
function findResultsFile(asker: Asker): Door | undefined {
  // A copy, since what was computed from evidence is remembered by the array.
  const exchanges = [...asker.surveyor.exchanges];
  const read = exchanges.findLast(({ tag }) => tag === 'results-csv')?.jobId;
  const jobId = read ?? findJobWithResults(asker, listSightings(exchanges))?.jobId;
  return jobId === undefined ? undefined : getResultsFile(asker, jobId);
}

function getResultsFile(asker: Asker, jobId: string): Door {
  return { operationId: resultsId, jobId, url: `${buildUrl(asker, resultsId, jobId)}?report_type=csv` };
}

function findJobWithResults({ spec }: Asker, jobs: readonly Sighting[]): Sighting | undefined {
  return jobs.find(({ status = '' }) => spec.lifeCycle.hasResults(status));
}
