// The explanations for wrong paths, all of which follow from the document.
import { spec } from '../testing/shipped.ts';
import { createTemplates, describeNearPath, listNearRequests } from './near-paths.ts';

const own = '/api/v1/enrichment';
const id = '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60';
const templates = createTemplates(spec.operations, ['', '/backend']);
const status = `The document has GET ${own}/status/{job_id}/:`;
const list = `The document has GET ${own}/status/:`;

test.each([
  [`GET ${own}/results/${id}/`, `The document has GET ${own}/result/{job_id}/: "result", not "results".`],
  [`GET ${own}/Status/`, `${list} "status", not "Status".`],
  [`GET ${own}/statuses/`, `${list} "status", not "statuses".`],
  [`GET ${own}/status.json/`, `${list} "status", not "status.json".`],
  [`POST ${own}/submission/`, `The document has POST ${own}/submit/: "submit", not "submission".`],
  [`POST ${own}/sumbit/`, `The document has POST ${own}/submit/: "submit", not "sumbit".`],
  [`POST ${own}/`, `The document has POST ${own}/submit/: "/submit" is missing after "/enrichment".`],
  [
    `POST ${own}/control/`,
    `The document has POST ${own}-control/: "enrichment-control", not "enrichment/control".`,
  ],
  [
    `GET ${own}_control/`,
    `The document has POST ${own}-control/: "enrichment-control", not "enrichment_control"; POST, not GET.`,
  ],
  [`GET ${own}-status/`, `${list} "enrichment/status", not "enrichment-status".`],
  ['GET /v1/enrichment/status/', `${list} "/api" is missing at the beginning.`],
  ['GET /enrichment/status/', `${list} "/api/v1" is missing at the beginning.`],
  ['GET /api/enrichment/status/', `${list} "/v1" is missing after "/api".`],
  ['GET /api/v2/enrichment/status/', `${list} "v1", not "v2".`],
  ['GET /rest/api/v1/enrichment/status/', `${list} "/rest" is superfluous at the beginning.`],
  [
    'GET /backend/api/v1/enrichment/statuss/',
    'The document has GET /backend/api/v1/enrichment/status/: "status", not "statuss".',
  ],
  [`GET ${own}/status/${id}/results/`, `${status} "/results" is superfluous at the end.`],
  [`GET ${own}//status/`, `${list} one slash instead of several.`],
  [`GET ${own}/status//${id}`, `${status} one slash instead of several; a trailing slash.`],
  [`GET ${own}/status/?page=2`, `${list} a question mark before the query instead of %3F.`],
  [`GET ${own}/status/undefined/`, `${status} a job's id for {job_id}, not "undefined".`],
  [`GET ${own}/status/[object Object]/`, `${status} a job's id for {job_id}, not "[object Object]".`],
  [`GET ${own}/status/{job_id}/`, `${status} a job's id for {job_id}, not "{job_id}".`],
  [`GET ${own}/status/:id/`, `${status} a job's id for {job_id}, not ":id".`],
  [`GET ${own}/status/4711/`, `${status} a UUID for {job_id}.`],
  [`GET ${own}/status/${id.toUpperCase()}/`, `${status} {job_id} in lower case with its four hyphens.`],
  [`GET ${own}/status/${id.replaceAll('-', '')}/`, `${status} {job_id} in lower case with its four hyphens.`],
  [`GET ${own}/status/"${id}"/`, `${status} only the {job_id}, without other characters.`],
  [
    `GET ${own}/jobs/${id}/`,
    `The document has no such path; similar ones are GET ${own}/status/{job_id}/ and GET ${own}/result/{job_id}/.`,
  ],
  [
    `GET ${own}/${id}/`,
    `The document has no such path; similar ones are GET ${own}/status/{job_id}/ and GET ${own}/result/{job_id}/.`,
  ],
  ['GET /favicon.ico', 'No path in the document is similar to this one; all of them begin with /api/v1/.'],
  ['GET /', 'No path in the document is similar to this one; all of them begin with /api/v1/.'],
  ['GET /api/v1/users/', 'No path in the document is similar to this one; all of them begin with /api/v1/.'],
])('%s: %s', (line, sentence) => {
  const cut = line.indexOf(' ');
  expect(describeNearPath(line.slice(cut + 1), line.slice(0, cut), templates)).toBe(sentence);
});

test('a path of another document is explained with that document', () => {
  const other = [{ ...spec.operation('getStatus'), path: '/jobs/{job_id}/' }];
  expect(describeNearPath('/job/', 'GET', createTemplates(other, ['']))).toBe(
    'The document has GET /jobs/{job_id}/: "jobs", not "job"; "/{job_id}" is missing after "/jobs".',
  );
  expect(describeNearPath('/users/', 'GET', createTemplates(other, ['']))).toBe(
    'No path in the document is similar to this one; it has /jobs/{job_id}/.',
  );
});

test.each([
  [`GET ${own}/results/${id}/`, [`GET ${own}/result/${id}/`]],
  [`GET ${own}/status/${id.toUpperCase()}`, [`GET ${own}/status/${id}/`]],
  [`PUT ${own}/sumbit/`, [`POST ${own}/submit/`]],
  [`GET ${own}/status/undefined/results/`, [`GET ${own}/status/{job_id}/`]],
  ['GET /favicon.ico', []],
])('%s: the requests that it may have meant', (request, expected) => {
  const [method = '', path = ''] = request.split(' ');
  const near = listNearRequests(path, method, templates);
  expect(near.map((one) => `${one.method} ${one.path}`)).toEqual(expected);
});
