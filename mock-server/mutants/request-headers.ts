/** Mutants of what a request accepts: media types, languages, and encodings. */
import type { JobView } from '../api/reply.ts';
import type { WireReply, WireRequest } from '../django/message.ts';
import {
  changeJson,
  changeJobs,
  type Mutant,
  mutateAnswer,
  type OnReply,
  replaceAnswer,
  replaceHeader,
} from './mutant.ts';
import { errorPage } from './result-rows.ts';

const mutateFor =
  (name: string, value: string, mutant: (reply: WireReply) => WireReply): OnReply =>
  (reply, { resource }, { headers }) =>
    resource !== undefined && headers[name] === value ? mutant(reply) : reply;

const mutateAny = (mutant: (reply: WireReply) => WireReply) => mutateFor('accept', '*/*', mutant);
const mutateBrowser = (mutant: (reply: WireReply) => WireReply) => mutateFor('accept', 'text/html', mutant);
const isGerman = ({ headers }: WireRequest) => headers['accept-language'] === 'de';

const inGerman: Readonly<Record<string, string>> = {
  queued: 'wartend',
  'in-progress': 'in Arbeit',
  completed: 'abgeschlossen',
  failed: 'fehlgeschlagen',
  paused: 'angehalten',
};

const mutateEncoding =
  (encoding: string): OnReply =>
  (reply) =>
    reply.status === 200 ? replaceHeader(reply, 'Content-Encoding', encoding) : reply;

export const requestHeaderMutants = [
  {
    name: 'any-accept-as-a-page',
    about: 'A client that accepts anything gets a web page.',
    onReply: mutateAny((reply) =>
      reply.status === 200 ? replaceAnswer(reply, 200, '<h1>Jobs</h1>', 'text/html') : reply,
    ),
  },
  {
    name: 'any-accept-refused',
    about: 'A client that accepts anything gets 406.',
    onReply: mutateAny((reply) =>
      replaceAnswer(reply, 406, { detail: 'Could not satisfy the request Accept header.' }),
    ),
  },
  {
    name: 'missing-accept-crashes',
    about: 'A list for a client that names no media type returns 500.',
    onReply: mutateAnswer('listStatuses', 200, (reply, _, { headers }) =>
      headers['accept'] === undefined ? replaceAnswer(reply, 500, errorPage, 'text/html') : reply,
    ),
  },
  {
    name: 'crashes-for-browsers',
    about: 'A request for HTML returns 500, because a template is missing.',
    onReply: mutateBrowser((reply) => replaceAnswer(reply, 500, errorPage, 'text/html')),
  },
  {
    name: 'browsers-must-log-in',
    about: 'A request for HTML with a valid token is redirected to a login page.',
    onReply: mutateBrowser((reply) =>
      replaceHeader(replaceAnswer(reply, 302, '', 'text/html'), 'Location', '/login/?next=/'),
    ),
  },
  {
    name: 'german-statuses',
    about: 'The statuses in the list are in the language of the client.',
    onReply: mutateAnswer('listStatuses', 200, (reply, _, request) =>
      isGerman(request)
        ? changeJobs(reply, (jobs) =>
            jobs.map((job: JobView) => ({ ...job, status: inGerman[job.status] ?? job.status })),
          )
        : reply,
    ),
  },
  {
    name: 'german-dates',
    about: 'The dates in the list are written as in the country of the client.',
    onReply: mutateAnswer('listStatuses', 200, (reply, _, request) =>
      isGerman(request)
        ? changeJobs(reply, (jobs) =>
            jobs.map((job) => ({
              ...job,
              submitted_at: job.submitted_at.replace(/(\d+)-(\d+)-(\d+)T/, '$3.$2.$1 '),
            })),
          )
        : reply,
    ),
  },
  {
    name: 'german-refusals',
    about: 'The message of a 401 is in the language of the client.',
    onReply: (reply, _, request) =>
      reply.status === 401 && isGerman(request)
        ? changeJson(reply, () => ({ message: 'Ungültiges oder abgelaufenes Token' }))
        : reply,
  },
  {
    name: 'german-not-found',
    about: 'The detail of a 404 is in the language of the client.',
    onReply: (reply, { resource }, request) =>
      reply.status === 404 && resource !== undefined && isGerman(request)
        ? changeJson(reply, () => ({ detail: 'Nicht gefunden.' }))
        : reply,
  },
  {
    name: 'encoded-in-utf-8',
    about: 'Content-Encoding names the charset.',
    onReply: mutateEncoding('utf-8'),
  },
  {
    name: 'encoded-in-chunks',
    about: 'Content-Encoding names the chunks of a storage service.',
    onReply: mutateEncoding('aws-chunked'),
  },
] as const satisfies readonly Mutant[];
