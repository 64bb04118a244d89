/** More mutants of results, submissions and actions, which differ from those in the files of that name. */
import { instant } from '../../time/time.ts';
import type { WireRequest } from '../django/message.ts';
import { mutateFile, mutatePage, mutateResults, createPage, record } from './results.ts';
import { replaceAction, mutateControl, mutateSubmit, isAction } from './writes.ts';
import { replaceAnswer, type Mutant, replaceHeader, changeJson } from './mutant.ts';
import { minute } from './times.ts';

/** Returns success for a rejected action. */
const acceptAction = (action: string, status: string) =>
  mutateControl(400, (reply, _, request: WireRequest) =>
    isAction(request, action) && reply.body.includes('"error"')
      ? replaceAnswer(reply, 202, { status })
      : reply,
  );

const refuseAsConflict = (action: string) =>
  mutateControl(400, (reply, _, request: WireRequest) =>
    isAction(request, action) || isAction(request, 'none') ? { ...reply, status: 409 } : reply,
  );

export const actionMutants = [
  {
    name: 'input-as-results',
    about: 'A job without results returns the submitted rows.',
    onReply: mutateResults(400, (reply, _, request) =>
      request.target.includes('?')
        ? reply
        : replaceAnswer(reply, 200, createPage(request, record, record, record)),
    ),
  },
  {
    name: 'results-of-no-job',
    about: 'A page of results lacks the id of its job.',
    onReply: mutatePage(() => ({ job_id: undefined })),
  },
  {
    name: 'one-record-too-many',
    about: 'A page of results has one record more than requested.',
    onReply: mutatePage(({ data, page_size: size }) =>
      data.length === size ? { data: [...data, record] } : {},
    ),
  },
  {
    name: 'total-of-the-page',
    about: 'From the second page on, total_records counts only the records of the page.',
    onReply: mutatePage(({ page, data }) => (page > 1 ? { total_records: data.length } : {})),
  },
  {
    name: 'results-in-any-order',
    about: 'The records of a page are in reverse order if the request names the page.',
    onReply: mutatePage(({ data }, { request }) =>
      request.target.includes('page=') ? { data: data.toReversed() } : {},
    ),
  },
  {
    name: 'csv-as-text',
    about: 'The CSV has the media type of plain text.',
    onReply: mutateResults(200, (reply) =>
      reply.headers.some(([, value]) => value === 'text/csv')
        ? replaceHeader(reply, 'Content-Type', 'text/plain')
        : reply,
    ),
  },
  {
    name: 'csv-doubles-a-row',
    about: 'The first record is in the CSV twice.',
    onReply: mutateFile(([head = '', first = '', ...others]) => [head, first, first, ...others]),
  },
  {
    name: 'missing-results-410',
    about: 'Results that are not found get a 410.',
    onReply: mutateResults(404, (reply, { caller }) =>
      caller === undefined ? reply : { ...reply, status: 410 },
    ),
  },
  {
    name: 'submission-is-found',
    about: 'A submission redirects to the list.',
    onReply: mutateSubmit(201, (reply) =>
      replaceHeader({ ...reply, status: 302 }, 'Location', '/api/v1/enrichment/status/'),
    ),
  },
  {
    name: 'submission-with-a-number',
    about: 'The job_id of a submission is a number.',
    onReply: mutateSubmit(201, (reply) => changeJson(reply, () => ({ job_id: 17, status: 'queued' }))),
  },
  {
    name: 'bad-submission-unprocessable',
    about: 'A bad submission returns 422.',
    onReply: mutateSubmit(400, (reply) => ({ ...reply, status: 422 })),
  },
  {
    name: 'pause-conflicts',
    about: 'A request to pause always returns 409.',
    onRequest: replaceAction('pause', 'resume'),
    onReply: refuseAsConflict('pause'),
  },
  {
    name: 'pause-takes-a-minute',
    about: 'A paused job stays in progress for another minute.',
    onJob: (view, { job, now }) => {
      const last = job.interventions.at(-1);
      const isLate = last?.cause === 'pause' && now < instant(last.at + minute);
      return isLate && view.status === 'paused' ? { ...view, status: 'in-progress' } : view;
    },
  },
  {
    name: 'untimely-pause-accepted',
    about: 'A request to pause is accepted in every state, with 202.',
    onReply: acceptAction('pause', 'paused'),
  },
  {
    name: 'resume-conflicts',
    about: 'A request to resume always returns 409.',
    onRequest: replaceAction('resume', 'none'),
    onReply: refuseAsConflict('resume'),
  },
  {
    name: 'resume-takes-a-minute',
    about: 'A resumed job stays paused for another minute.',
    onJob: (view, { job, now }) => {
      const last = job.interventions.at(-1);
      return last?.cause === 'resume' && now < instant(last.at + minute)
        ? { ...view, status: 'paused' }
        : view;
    },
  },
  {
    name: 'untimely-resume-accepted',
    about: 'A request to resume is accepted in every state, with 202.',
    onReply: acceptAction('resume', 'in-progress'),
  },
  {
    name: 'bad-control-unprocessable',
    about: 'An unknown action returns 422.',
    onReply: mutateControl(400, (reply) =>
      reply.body.includes('"error"') ? reply : { ...reply, status: 422 },
    ),
  },
  {
    name: 'unknown-control-accepted',
    about: 'An action on a job that the user does not have is accepted.',
    onReply: mutateControl(404, (reply) => replaceAnswer(reply, 202, { status: 'paused' })),
  },
  {
    name: 'length-too-short',
    about: 'The Content-Length of a response to OPTIONS is too large.',
    onReply: (reply, _, { method }) =>
      method === 'OPTIONS' && reply.status === 200 ? replaceHeader(reply, 'Content-Length', '20') : reply,
  },
] as const satisfies readonly Mutant[];
