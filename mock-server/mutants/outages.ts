/** Mutants of servers that fail: every time, for one job, for one question, or with more in the error than they should show. */
import { getJobs } from '../domain/world.ts';
import type { Context } from '../pipeline/context.ts';
import type { WireReply } from '../django/message.ts';
import { isAbout, type Mutant, mutateAnswer, type OnReply, replaceAnswer } from './mutant.ts';

const gateway = (reply: WireReply, status: number): WireReply =>
  replaceAnswer(reply, status, '<h1>Bad Gateway</h1>', 'text/html');

const crash = (reply: WireReply, detail = 'Server error'): WireReply => replaceAnswer(reply, 500, { detail });

/** Changes every successful response about the caller's oldest job. */
const mutateOldest =
  (operationId: string, mutant: (reply: WireReply) => WireReply): OnReply =>
  (reply, context, request) =>
    isAbout(context, operationId) && reply.status === 200 && isOldest(context, request.target)
      ? mutant(reply)
      : reply;

function isOldest({ caller }: Context, target: string): boolean {
  if (caller === undefined) return false;
  const own = getJobs(caller.world).filter(({ owner }) => owner === caller.user.name);
  const [oldest] = own.toSorted((a, b) => a.submittedAt - b.submittedAt);
  return oldest !== undefined && target.includes(oldest.id);
}

const trace = 'Traceback (most recent call last):\n  File "/srv/app/enrichment/views.py", line 41, in get\n';

export const outageMutants = [
  {
    name: 'results-never-answer',
    about: 'Results always return 502.',
    onReply: (reply, context) =>
      isAbout(context, 'getResults') && context.caller !== undefined ? gateway(reply, 502) : reply,
  },
  {
    name: 'oldest-job-never-answers',
    about: 'The single status of the oldest job always returns 504.',
    onReply: mutateOldest('getStatus', (reply) => gateway(reply, 504)),
  },
  {
    name: 'crashes-for-the-oldest-job',
    about: 'The single status of the oldest job always returns 500.',
    onReply: mutateOldest('getStatus', (reply) => crash(reply)),
  },
  {
    name: 'crashes-for-csv',
    about: 'Results as CSV always return 500.',
    onReply: mutateAnswer('getResults', 200, (reply, _, { target }) =>
      target.includes('report_type=csv') ? crash(reply) : reply,
    ),
  },
  {
    name: 'crashes-without-token',
    about: 'A request without a token returns 500.',
    onReply: (reply, { caller }, { headers }) =>
      reply.status === 401 && caller === undefined && headers['authorization'] === undefined
        ? crash(reply)
        : reply,
  },
  {
    name: 'crashes-with-settings',
    about: 'An unknown query parameter returns a 500 that shows the settings of the server.',
    onReply: mutateAnswer('listStatuses', 200, (reply, _, { target }) =>
      target.includes('unknown=')
        ? crash(reply, "Server error: DJANGO_SETTINGS_MODULE='app.settings.staging', DEBUG = True")
        : reply,
    ),
  },
  {
    name: 'crashes-with-a-password',
    about: 'An unknown query parameter returns a 500 that shows the password of the database.',
    onReply: mutateAnswer('listStatuses', 200, (reply, _, { target }) =>
      target.includes('unknown=')
        ? crash(reply, 'could not connect to postgres://app:hunter2-hunter2@db.internal:5432/app')
        : reply,
    ),
  },
  {
    name: 'not-found-with-a-key',
    about: 'A 404 shows the secret key of the server.',
    onReply: mutateAnswer('getStatus', 404, (reply, { caller }) =>
      caller === undefined
        ? reply
        : replaceAnswer(reply, 404, { detail: "Not found. SECRET_KEY = 'k7-x9m2p4q8r1s5t3'" }),
    ),
  },
  {
    name: 'error-as-success',
    about: 'An unknown query parameter causes an error that is reported with 200.',
    onReply: mutateAnswer('listStatuses', 200, (reply, _, { target }) =>
      target.includes('unknown=') ? replaceAnswer(reply, 200, { detail: 'A server error occurred.' }) : reply,
    ),
  },
  {
    name: 'csv-is-an-error-page',
    about: 'Results as CSV return 200 and the page of a server error.',
    onReply: mutateAnswer('getResults', 200, (reply, _, { target }) =>
      target.includes('report_type=csv')
        ? replaceAnswer(reply, 200, '<h1>Server Error (500)</h1>', 'text/html')
        : reply,
    ),
  },
  {
    name: 'trace-as-success',
    about: 'The list with an unknown query parameter is followed by a traceback.',
    onReply: mutateAnswer('listStatuses', 200, (reply, _, { target }) =>
      target.includes('unknown=') ? replaceAnswer(reply, 200, reply.body + trace, 'text/plain') : reply,
    ),
  },
] as const satisfies readonly Mutant[];
