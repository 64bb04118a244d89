/** The precedence of errors, methods, and correct requests. */
import {
  base,
  notAcceptable,
  notAllowed,
  noChoice,
  notFound,
  notPausable,
  noRoute,
  ownJob,
  ownJobId,
  queued,
  unauthorized,
  unsupported,
} from '../answers.ts';
import { control as onControl, submit as onSubmit, type WireCase } from './wire-case.ts';

const unknownJob = `${base}/status/00000000-0000-4000-8000-000000000000/`;
const submit = `${base}/submit/`;
const control = '/api/v1/enrichment-control/';
const html = { headers: { accept: 'text/html' } };
const nobody = { token: null };
const broken = { body: '{', headers: { 'content-type': 'application/json' } };

export const order: readonly WireCase[] = [
  // Correct calls.
  ['a job of the caller', `GET ${ownJob}`, {}, queued],
  ['the same under /backend', `GET /backend${ownJob}`, {}, queued],
  ['an empty list', `GET ${base}/status/`, { token: 'carol-token' }, '200 []'],
  ['unknown parameters', `GET ${ownJob}?foo=1&status=failed&ordering=-x&limit=5`, {}, queued],
  ['paging of an unpaged list', `GET ${base}/status/?page=9&page_size=0`, { token: 'carol-token' }, '200 []'],
  ['a GET with a broken body', `GET ${ownJob}`, broken, queued],
  ['a GET with a content type', `GET ${ownJob}`, { headers: { 'content-type': 'text/plain' } }, queued],
  ['an unknown job', `GET ${unknownJob}`, {}, notFound],
  ["another user's job", `GET ${ownJob}`, { token: 'bob-token' }, notFound],
  // Two errors: the first check wins.
  ['no route, no token', 'GET /api/v1/nothing/', nobody, noRoute],
  ['no route, another method', 'DELETE /api/v1/nothing/', {}, noRoute],
  ['no route, an Accept that cannot be satisfied', 'GET /api/v1/nothing/', html, noRoute],
  ['a malformed id, no token', `GET ${base}/status/abc/`, nobody, noRoute],
  ['an unknown id, no token', `GET ${unknownJob}`, nobody, unauthorized],
  ['an unknown format, no token', `GET ${ownJob}?format=xml`, nobody, notFound],
  ['an unknown format, an Accept that cannot be satisfied', `GET ${ownJob}?format=xml`, html, notFound],
  ['an unknown format, another method', `DELETE ${ownJob}?format=xml`, {}, notFound],
  ['an unsupported Accept, no token', `GET ${ownJob}`, { ...nobody, ...html }, notAcceptable],
  ['an Accept that cannot be satisfied, another method', `DELETE ${ownJob}`, html, notAcceptable],
  ['an Accept that cannot be satisfied, an unknown job', `GET ${unknownJob}`, html, notAcceptable],
  ['another method, no token', `DELETE ${ownJob}`, nobody, unauthorized],
  ['another method, an unknown job', `DELETE ${unknownJob}`, {}, notAllowed('DELETE')],
  ['another method, a broken body', `POST ${ownJob}`, broken, notAllowed('POST')],
  ['a broken body, no token', onSubmit, { ...broken, ...nobody }, unauthorized],
  [
    'a type that is not parsed, an unknown job',
    onControl,
    { body: 'x', headers: { 'content-type': 'text/plain' } },
    unsupported('text/plain'),
  ],
  [
    "a bad action on another user's job",
    onControl,
    { token: 'bob-token', body: { csv_file_id: ownJobId, action: 'stop' } },
    noChoice('action', 'stop'),
  ],
  [
    "a good action on another user's job",
    onControl,
    { token: 'bob-token', body: { csv_file_id: ownJobId, action: 'pause' } },
    notFound,
  ],
  [
    'a valid action in the wrong state',
    onControl,
    { body: { csv_file_id: ownJobId, action: 'pause' } },
    notPausable,
  ],
  // Methods.
  ['POST to the list', `POST ${base}/status/`, {}, notAllowed('POST')],
  ['PUT', `PUT ${ownJob}`, {}, notAllowed('PUT')],
  ['PATCH', `PATCH ${ownJob}`, {}, notAllowed('PATCH')],
  ['TRACE', `TRACE ${ownJob}`, {}, notAllowed('TRACE')],
  ['PROPFIND', `PROPFIND ${ownJob}`, {}, notAllowed('PROPFIND')],
  ['GET on submit', `GET ${submit}`, {}, notAllowed('GET')],
  ['HEAD on submit, which has no body', `HEAD ${submit}`, {}, '405 '],
  ['DELETE on control', `DELETE ${control}`, {}, notAllowed('DELETE')],
  [
    'an overridden method',
    `POST ${ownJob}`,
    { headers: { 'x-http-method-override': 'GET' } },
    notAllowed('POST'),
  ],
  ['a method in the query', `GET ${ownJob}?_method=DELETE`, {}, queued],
  // HEAD: the status of GET and no body.
  ['HEAD of a job', `HEAD ${ownJob}`, {}, '200 '],
  ['HEAD of an unknown job', `HEAD ${unknownJob}`, {}, '404 '],
  ['HEAD without token', `HEAD ${ownJob}`, nobody, '401 '],
  ['HEAD with an Accept that cannot be satisfied', `HEAD ${ownJob}`, html, '406 '],
  ['HEAD of no route', 'HEAD /nothing', {}, '404 '],
  // OPTIONS needs a token but does not look up the job.
  ['OPTIONS without token', `OPTIONS ${ownJob}`, nobody, unauthorized],
  ['OPTIONS of a malformed id', `OPTIONS ${base}/status/abc/`, {}, noRoute],
];
