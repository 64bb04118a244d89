/** Sends requests that show the habits of HTTP and of Django REST Framework. */
import { type Exchange, isAnswered } from '../evidence/exchange.ts';
import { fitVersions, findLongAccept } from '../evidence/framework-versions.ts';
import { isExpected, selectPlain } from '../evidence/odd-requests.ts';
import { getNextLink } from '../evidence/job-lists.ts';
import { getBody } from '../evidence/sightings.ts';
import { type Asker, getListUrl, getResource, inGerman } from './asker.ts';

/** Paging parameters, which an unpaged list ignores. */
const narrowing = '&page=2&page_size=1&limit=1&offset=1&status=failed&ordering=submitted_at';
const unknownQuery = '?unknown=1';

export async function askWireHabits(asker: Asker, jobId: string | undefined): Promise<void> {
  const { surveyor, caller: credential } = asker;
  const list = { ...getResource(asker), credential };
  await surveyor.ask({ ...list, tag: 'no-slash', url: list.url.replace(/\/$/, unknownQuery) });
  await surveyor.ask({ ...list, tag: 'options', method: 'OPTIONS' });
  const detail = getResource(asker, jobId);
  await surveyor.ask({ ...detail, credential, tag: 'head', method: 'HEAD' });
  await askOddList(asker);
  if (jobId !== undefined) await askOddDetail(asker, jobId);
  await askLongAccept(asker);
}

/** The list with three oddities at once; if that fails, each of them alone. */
async function askOddList(asker: Asker): Promise<void> {
  const { surveyor, caller: credential } = asker;
  const list = { ...getResource(asker), credential };
  const again = surveyor.exchanges.find(({ tag }) => tag === 'list-again');
  const isUnpaged =
    again !== undefined &&
    isAnswered(again) &&
    Array.isArray(getBody(again)) &&
    getNextLink(again) === undefined;
  const url = `${getListUrl(asker)}${unknownQuery}${isUnpaged ? narrowing : ''}`;
  const odd = await surveyor.ask({ ...list, tag: 'unknown-query', url, accept: '*/*', extra: inGerman });
  if (!needsParts(odd, asker)) return;
  await surveyor.ask({ ...list, tag: 'alone', url });
  await surveyor.ask({ ...list, tag: 'alone', accept: '*/*' });
  await surveyor.ask({ ...list, tag: 'alone', extra: inGerman });
}

/** A single status as a browser would request it, with an unknown parameter. */
async function askOddDetail(asker: Asker, jobId: string): Promise<void> {
  const { surveyor, caller: credential } = asker;
  const detail = { ...getResource(asker, jobId), credential };
  const url = `${detail.url}${unknownQuery}`;
  const odd = await surveyor.ask({ ...detail, tag: 'unknown-query', url, accept: 'text/html' });
  if (!needsParts(odd, asker)) return;
  await surveyor.ask({ ...detail, tag: 'alone', url });
  await surveyor.ask({ ...detail, tag: 'alone', accept: 'text/html' });
}

function needsParts(odd: Exchange, { spec, surveyor }: Asker): boolean {
  if (!isAnswered(odd)) return false;
  return !isExpected(odd, spec.lifeCycle.apiStatuses, selectPlain(surveyor.exchanges, odd));
}

/** Only if it distinguishes versions of the framework that match all other facts. */
async function askLongAccept(asker: Asker): Promise<void> {
  const { spec, surveyor, caller } = asker;
  const { fitting } = fitVersions(spec.questions, surveyor.exchanges);
  const accept = findLongAccept(spec.questions, fitting);
  if (accept === undefined) return;
  await surveyor.ask({ ...getResource(asker), credential: caller, tag: 'long-accept', accept });
}
