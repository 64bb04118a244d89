/** Mutants of caches: what they may store, and copies that pass for current responses. */
import type { JobView } from '../api/reply.ts';
import type { WireReply, WireRequest } from '../django/message.ts';
import type { Context } from '../pipeline/context.ts';
import { instant } from '../../time/time.ts';
import { isAbout, type Mutant, mutateAnswer, type OnReply, replaceAnswer, replaceHeader } from './mutant.ts';
import { minute, toBegin, toInstant } from './times.ts';

const mutateStatus =
  (
    status: number,
    mutant: (reply: WireReply, request: WireRequest, context: Context) => WireReply,
  ): OnReply =>
  (reply, context, request) =>
    reply.status === status && context.resource !== undefined ? mutant(reply, request, context) : reply;

const control = (value: string) => (reply: WireReply) => replaceHeader(reply, 'Cache-Control', value);

const mutateStatusOfJobs = (mutant: (reply: WireReply, request: WireRequest) => WireReply): OnReply =>
  mutateStatus(200, (reply, request, context) =>
    isAbout(context, 'listStatuses', 'getStatus') && ['GET', 'HEAD'].includes(request.method)
      ? mutant(reply, request)
      : reply,
  );

/** The date as in a copy that was made at the beginning of the minute. */
const mutateDate = (operationId: string): OnReply =>
  mutateAnswer(operationId, 200, (reply, { now }) =>
    replaceHeader(reply, 'Date', new Date(toBegin(now, minute)).toUTCString()),
  );

const wantsGerman = ({ headers }: WireRequest) => headers['accept-language'] === 'de';

export const cacheMutants = [
  {
    name: 'refusals-cached-for-all',
    about: 'Shared caches are allowed to store a 401.',
    onReply: mutateStatus(401, control('public, max-age=60')),
  },
  {
    name: 'no-token-kept',
    about: 'Caches are allowed to reuse the 401 for a request without a token.',
    onReply: mutateStatus(401, (reply, { headers }) =>
      headers['authorization'] === undefined ? control('max-age=30')(reply) : reply,
    ),
  },
  {
    name: 'refusals-expire-tomorrow',
    about: 'The 401 for a wrong token expires only in years.',
    onReply: mutateStatus(401, (reply, { headers }) =>
      headers['authorization'] === undefined
        ? reply
        : replaceHeader(reply, 'Expires', 'Wed, 01 Jan 2098 00:00:00 GMT'),
    ),
  },
  {
    name: 'not-found-kept',
    about: 'A client is allowed to reuse a 404 for five minutes.',
    onReply: mutateStatus(404, control('max-age=300')),
  },
  {
    name: 'not-found-shared',
    about: 'Shared caches are allowed to store a 404 for ten minutes.',
    onReply: mutateStatus(404, control('s-maxage=600')),
  },
  {
    name: 'stored-by-the-cdn',
    about: 'A content delivery network is allowed to store responses.',
    onReply: mutateStatus(200, (reply) => replaceHeader(reply, 'CDN-Cache-Control', 'max-age=60')),
  },
  {
    name: 'etag-of-the-path',
    about: 'The ETag depends on the path alone.',
    onReply: mutateStatusOfJobs((reply, { target }) => replaceHeader(reply, 'ETag', `"${target.length}"`)),
  },
  {
    name: 'etag-counts-jobs',
    about: 'The ETag of the list is the number of jobs.',
    onReply: mutateAnswer('listStatuses', 200, (reply) =>
      replaceHeader(reply, 'ETag', `W/"${reply.body.split('job_id').length}"`),
    ),
  },
  {
    name: 'modified-when-submitted',
    about: 'Last-Modified of a single status is the time of the submission.',
    onReply: mutateAnswer('getStatus', 200, (reply) => {
      const { submitted_at: at } = JSON.parse(reply.body) as JobView;
      return replaceHeader(reply, 'Last-Modified', new Date(instant(toInstant(at))).toUTCString());
    }),
  },
  {
    name: 'age-below-zero',
    about: 'The Age of a response is negative.',
    onReply: mutateStatusOfJobs((reply) => replaceHeader(reply, 'Age', '-5')),
  },
  {
    name: 'pages-without-vary',
    about: 'A browser gets a page, and Vary does not name Accept.',
    onReply: mutateAnswer('getStatus', 406, (reply, _, { headers }) =>
      headers['accept'] === 'text/html' ? replaceAnswer(reply, 200, '<h1>Job</h1>', 'text/html') : reply,
    ),
  },
  {
    name: 'german-without-vary',
    about: 'The list in German says so, but Vary does not name Accept-Language.',
    onReply: mutateStatusOfJobs((reply, request) =>
      wantsGerman(request) ? replaceHeader(reply, 'Content-Language', 'de') : reply,
    ),
  },
  {
    name: 'list-copied-for-a-minute',
    about: 'The list has the date of a copy that is made every minute.',
    onReply: mutateDate('listStatuses'),
  },
  {
    name: 'jobs-copied-for-a-minute',
    about: 'The single status has the date of a copy that is made every minute.',
    onReply: mutateDate('getStatus'),
  },
] as const satisfies readonly Mutant[];
