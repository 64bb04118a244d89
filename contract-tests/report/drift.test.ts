import extensions from '../../openapi/extensions.schema.json' with { type: 'json' };
import { resolvePointer } from '../../openapi/document.ts';
import { readEnrichmentDocument } from '../../openapi/read-document.ts';
import { createSpec } from '../../openapi/spec.ts';
import { compileDocument } from '../../openapi/json-schema/compile.ts';
import { isMap } from '../../openapi/values.ts';
import { narrowResponses } from '../../openapi/widen-responses.ts';
import {
  firstId,
  job,
  list,
  type ExchangeDraft,
  exchangeDraft,
  createObservations,
  spec,
} from '../testing/exchanges.ts';
import { collectDrift, formatDrift } from './drift.ts';
import { type OverlayAction, createOverlay } from './overlay.ts';
import { formatYaml } from './yaml-text.ts';

const texts = (...all: readonly ExchangeDraft[]) => collectDrift(createObservations(...all)).map(formatDrift);
const getDetail = (body: unknown, others: Omit<ExchangeDraft, 'tag' | 'body'> = {}) =>
  exchangeDraft('detail', body, { jobId: firstId, ...others });
const results = (record: object) =>
  exchangeDraft(
    'results',
    { job_id: firstId, total_records: 1, page: 1, page_size: 50, data: [record] },
    { jobId: firstId, operationId: 'getResults' },
  );
const contact = { imported_first_name: 'text-1', imported_last_name: null, imported_company_name: 'text-2' };

test.each<[string, ExchangeDraft, readonly string[]]>([
  ['nothing new', list(job()), []],
  [
    'an additional field',
    getDetail(job({ progress: 40 })),
    ['field progress (integer) in Job, first seen in #1'],
  ],
  [
    'an additional field in a list',
    list(job(), job({ eta: null })),
    ['field eta (null) in Job, first seen in #1'],
  ],
  [
    'an additional field of an envelope',
    exchangeDraft('list', { count: 1, next: null, previous: null, results: [job()], page: 1 }),
    ['field page (integer) in JobPage, first seen in #1'],
  ],
  [
    'the envelope with totals',
    exchangeDraft('list', {
      count: 0,
      total_pages: 1,
      current_page: 1,
      next: null,
      previous: null,
      results: [],
    }),
    [],
  ],
  ['a new status', list(job({ status: 'archived' })), ['value archived in ApiStatus, first seen in #1']],
  [
    'an additional field of a record',
    results({ ...contact, seniority: 'text-3' }),
    ['field seniority (string) in ContactRecord, first seen in #1'],
  ],
  [
    'a header of the deployment',
    getDetail(job(), { headers: { 'X-Frame-Options': 'DENY', 'X-Tenant': 'jane', 'CF-Ray': '1', Age: '2' } }),
    ['header X-Tenant in Job, first seen in #1'],
  ],
  [
    'a header of a newer framework',
    getDetail(job(), { headers: { 'Cross-Origin-Opener-Policy': 'same-origin' } }),
    [],
  ],
  [
    'another status',
    getDetail({ detail: 'gone' }, { status: 410 }),
    ['status 410 (application/json) in /api/v1/enrichment/status/{job_id}/ get, first seen in #1'],
  ],
  [
    'another media type',
    getDetail('job: 1', { headers: { 'Content-Type': 'application/yaml' } }),
    ['media type application/yaml in Job, first seen in #1'],
  ],
  [
    'errors by field, whose names depend on the request',
    exchangeDraft('bad-submission', { jane: ['no'] }, { status: 400, operationId: 'submitEnrichment' }),
    [],
  ],
  ['a proxy without its backend', getDetail('bad', { status: 502 }), []],
  ['a response to HEAD', getDetail('', { request: { method: 'HEAD' }, headers: { 'X-New': '1' } }), []],
])('%s', (_, exchange, want) => {
  expect(texts(exchange)).toEqual(want);
});

test.each([
  ['a field named after a person', { 'jane@example.com': 1 }],
  ['a field named after a number', { '+15550100': 1 }],
  ['a status that is a sentence about a person', { status: 'waiting for jane@example.com' }],
])('drift does not contain %s', (_, changes) => {
  expect(texts(list(job(changes)))).toEqual([]);
});

test('each deviation is reported once, with all its types', () => {
  expect(texts(list(job({ eta: null })), getDetail(job({ eta: 5 })))).toEqual([
    'field eta (null, integer) in Job, first seen in #1',
  ]);
});

test('the overlay creates a valid document that contains every deviation', () => {
  const evidence = [
    list(job({ eta: 5 })),
    getDetail(job(), { headers: { 'X-Tenant': 'a' } }),
    getDetail({ detail: 'gone' }, { status: 410 }),
    exchangeDraft('no-slash', '', { status: 301, headers: { 'X-Tenant': 'a' } }),
    getDetail('job: 1', { headers: { 'Content-Type': 'application/yaml' } }),
  ];
  const drift = collectDrift(createObservations(...evidence));
  const overlay = createOverlay(drift, spec.document, 'https://test.example', '2026-05-06T15:00:00Z');
  const patched = structuredClone(narrowResponses(spec.document));
  for (const action of overlay.actions) applyAction(patched, action);
  const document = readEnrichmentDocument(JSON.stringify(patched), 'patched.yaml', extensions);
  const seen = {
    ...createObservations(...evidence),
    spec: createSpec(document),
    checkAt: compileDocument(document),
  };
  expect([drift.length, collectDrift(seen)]).toEqual([5, []]);
});

test('the overlay appends a new status to its list', () => {
  const seen = createObservations(list(job({ status: 'archived' })));
  const [action] = createOverlay(
    collectDrift(seen),
    spec.document,
    'https://test.example',
    '2026-05-06',
  ).actions;
  const patched = structuredClone(narrowResponses(spec.document));
  if (action !== undefined) applyAction(patched, action);
  expect(action).toMatchObject({ target: '$.components.schemas.ApiStatus', update: { enum: ['archived'] } });
  expect(resolvePointer(patched, '#/components/schemas/ApiStatus/enum')).toEqual([
    ...spec.lifeCycle.apiStatuses,
    'archived',
  ]);
  expect(collectDrift({ ...seen, spec: createSpec(patched) })).toEqual([]);
});

/** Supports only plain paths to a map, and merges as Overlay 1.0 says: maps into maps, and lists after lists. */
function applyAction(document: unknown, { target, update }: OverlayAction): void {
  let node = document;
  for (const [, plain, quoted] of target.matchAll(/\.(\w+)|\['([^']*)'\]/g))
    node = (node as Record<string, unknown>)[plain ?? quoted ?? ''];
  if (!isMap(node) || !isMap(update))
    throw new Error(`${target} is no map, and tools differ in what they do.`);
  merge(node, update);
}

function merge(into: Record<string, unknown>, update: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(update)) {
    const known = into[key];
    if (isMap(known) && isMap(value)) merge(known, value);
    else into[key] = Array.isArray(known) && Array.isArray(value) ? [...known, ...value] : value;
  }
}

test('the overlay is YAML with target, action and reason', () => {
  const drift = collectDrift(createObservations(getDetail(job({ progress: 40 }))));
  expect(formatYaml('Seen.', createOverlay(drift, spec.document, 'https://test.example', '2026-05-06'))).toBe(
    `# Seen.
overlay: 1.0.0
info:
  title: Parts of https://test.example that the document does not describe
  version: "2026-05-06"
actions:
  - target: $.components.schemas.Job.properties
    description: "Observed: field progress (integer) in Job, first seen in #1."
    update:
      progress:
        type: integer
`,
  );
});
