// With another document, the mock serves what it defines, without changes to the code.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { endPrograms, startProgram } from '../command-line/testing/program.ts';
import { spec } from './testing/shipped.ts';
import { sendRequest } from './testing/http-client.ts';

const shipped = readFileSync('openapi/enrichment.yaml', 'utf8');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'document-'));
});
afterEach(async () => {
  await endPrograms();
  rmSync(folder, { recursive: true });
});

/** Starts the mock with the shipped document, changed. */
const started = (...changes: readonly (readonly [from: string | RegExp, to: string])[]) => {
  const text = changes.reduce((before, [from, to]) => {
    const after = before.replaceAll(from, to);
    if (after === before) throw new Error(`The document has no ${String(from)}.`);
    return after;
  }, shipped);
  const file = join(folder, 'other.yaml');
  writeFileSync(file, text);
  return { file, mock: startProgram('mock', '--port=0', '--freeze', '--spec', file) };
};

/** Internal and API status of the jobs of alice, as the control API and the API itself tell them. */
const statuses = async (mock: ReturnType<typeof startProgram>, list = '/api/v1/enrichment/status/') => {
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(await mock.printed('Add an hour'))?.[0] ?? '';
  const { body } = await sendRequest(`${url}${list}`, { headers: { Authorization: 'Bearer alice-token' } });
  const shown = new Map(
    (JSON.parse(body) as { job_id: string; status: string }[]).map((job) => [job.job_id, job.status]),
  );
  const users = await sendRequest(`${url}/__mock__/api/worlds/default/users`);
  const [alice] = JSON.parse(users.body) as { jobs: { id: string; internal_status: string }[] }[];
  const pairs = (alice?.jobs ?? []).map(
    ({ id, internal_status: internal }) => [internal, shown.get(id)] as const,
  );
  return Object.fromEntries(pairs);
};

const asShipped = {
  Uploading: 'queued',
  Draft: 'queued',
  'Enrichment Started': 'in-progress',
  'Enrichment Completed': 'completed',
  'Enhancement Completed': 'completed',
  Failure: 'failed',
  'Upload Failed': 'failed',
  Paused: 'paused',
};

test('the shipped document, passed as a file, is served unchanged', async () => {
  const { mock } = started();
  expect(await statuses(mock)).toEqual(asShipped);
});

test('a renamed API status is sent under its new name', async () => {
  const { mock } = started(['in-progress', 'running']);
  expect(await statuses(mock)).toEqual({ ...asShipped, 'Enrichment Started': 'running' });
});

test('an internal status with a different mapping has the new API status', async () => {
  const { mock } = started(
    ['Paused: {api-status: paused}', 'Paused: {api-status: in-progress}'],
    ['    paused: {ends-polling: true, has-results: true}\n', ''],
    [', failed, paused]', ', failed]'],
  );
  expect(await statuses(mock)).toEqual({ ...asShipped, Paused: 'in-progress' });
});

test('changed paths are served as in the document', async () => {
  const { mock } = started(['/api/v1/enrichment', '/api/v2/jobs']);
  expect(await statuses(mock, '/api/v2/jobs/status/')).toEqual(asShipped);
});

test('a new field is filled from its schema, and the start-up message reports it', async () => {
  const { mock } = started(
    [
      'required: [job_id, status, submitted_at, updated_at]',
      'required: [job_id, status, submitted_at, updated_at, progress]',
    ],
    [
      "        updated_at: {description: When the status last changed., $ref: '#/components/schemas/Instant'}\n",
      "        updated_at: {description: When the status last changed., $ref: '#/components/schemas/Instant'}\n        progress: {type: integer, minimum: 1}\n",
    ],
  );
  await mock.printed('  Filled      from the schema: Job.progress\n');
  expect(await statuses(mock)).toEqual(asShipped);
});

const ids = spec.operations.map(({ id }) => id);

test.each<readonly [string, readonly [string | RegExp, string], string]>([
  [
    'an operation that the mock does not know',
    ['operationId: getStatus', 'operationId: readStatus'],
    `The mock has a handler for the operation "getStatus", but the document does not define it; it defines ${ids.join(', ').replace('getStatus', 'readStatus')}.\n`,
  ],
  [
    'an operation that is left out',
    [/ {2}\/api\/v1\/enrichment-control\/:\n(?: {4}.*\n)+/, ''],
    `The mock has a handler for the operation "controlEnrichment", but the document does not define it; it defines ${ids.filter((id) => id !== 'controlEnrichment').join(', ')}.\n`,
  ],
  [
    'an error that the mock cannot fill in',
    [
      'x-template: {detail: \'Method "{method}" not allowed.\'}',
      'x-template: {detail: \'Method "{verb}" not allowed.\'}',
    ],
    'The mock cannot send the problem "methodNotAllowed": Its x-template needs {verb}; available: {method}.\n',
  ],
])('%s stops the start with exit status 2', async (_, change, stderr) => {
  const { mock } = started(typeof change[0] === 'string' ? change : [new RegExp(change[0], 'g'), change[1]]);
  expect(await mock.ended).toEqual({ status: 2, stdout: '', stderr });
});

test('an error in the document is reported with file and line', async () => {
  const { file, mock } = started(['    paused: {ends-polling', '    waiting: {ends-polling']);
  const { status, stderr } = await mock.ended;
  expect(status).toBe(2);
  expect(stderr.replaceAll(/:\d+:/g, ':N:')).toBe(
    [
      `${file}:N: "Paused" maps to an unknown API status "paused"; api-statuses has "queued", "in-progress", "completed", "failed" or "waiting"`,
      `${file}:N: no internal status maps to "waiting"; map one to it or remove it`,
      `${file}:N: the enum of ApiStatus and x-life-cycle.api-statuses differ; both must be "queued", "in-progress", "completed", "failed" or "waiting"`,
      '',
    ].join('\n'),
  );
});
