/** Sends requests that show the habits of HTTP and of Django REST Framework. */
import { isAnswered } from '../evidence/exchange.ts';
import { fitVersions, findLongAccept } from '../evidence/framework-versions.ts';
import { getBody } from '../evidence/sightings.ts';
import { type Asker, getListUrl, getResource } from './asker.ts';

export async function askWireHabits(asker: Asker, jobId: string | undefined): Promise<void> {
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
