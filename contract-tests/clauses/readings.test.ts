import { detectReadings, formatVersion } from './readings.ts';
import {
  firstId,
  job,
  list,
  type ExchangeDraft,
  exchangeDraft,
  createObservations,
  spec,
} from '../testing/exchanges.ts';
import { results } from '../testing/results.ts';

const getReading = (question: string, ...all: readonly ExchangeDraft[]) =>
  detectReadings(createObservations(...all))[question];
const unknown = (body: unknown) => exchangeDraft('unknown-job', body, { status: 404, jobId: firstId });
const times = (submittedAt: string, updatedAt: string) =>
  list(job({ submitted_at: submittedAt, updated_at: updatedAt }));
const page = { count: 0, next: null, previous: null, results: [] };
const djangoPage = (title: string) => `\n<!doctype html>
<html lang="en">
<head>
  <title>${title}</title>
</head>
<body>
  <h1>${title}</h1><p></p>
</body>
</html>
`;
const crash = (body: unknown) => exchangeDraft('odd-id', body, { status: 500, jobId: 'x' });
const lost = (headers: Readonly<Record<string, string>>) =>
  exchangeDraft('odd-id', djangoPage('Not Found'), { status: 404, jobId: 'x', headers });
const openerName = 'Cross-Origin-Opener-Policy';
const opener = { [openerName]: 'same-origin' };
const submitted = (body: unknown) =>
  exchangeDraft('submit', body, { status: 201, operationId: 'submitEnrichment' });
const htmlType = { 'Content-Type': 'text/html' };

test.each<[string, ExchangeDraft, string | undefined]>([
  ['authorization-scheme', list(), 'bearer'],
  ['authorization-scheme', exchangeDraft('list', '', { status: 500 }), undefined],
  [
    'unauthorized-body',
    exchangeDraft('no-token', { message: 'Invalid or expired token' }, { status: 401 }),
    'message',
  ],
  ['unauthorized-body', exchangeDraft('no-token', { detail: 'Invalid token.' }, { status: 401 }), 'another'],
  ['unauthorized-body', list(), undefined],
  ['list-envelope', list(job()), 'bare-array'],
  ['list-envelope', list(), 'bare-array'],
  ['list-envelope', list(job({ status: 'Draft' })), 'bare-array'],
  ['list-envelope', exchangeDraft('list', page), 'page-number'],
  ['list-envelope', exchangeDraft('list', { ...page, total_pages: 1, current_page: 1 }), 'total-pages'],
  ['list-envelope', exchangeDraft('list', { data: [] }), 'another'],
  ['list-envelope', exchangeDraft('list', [], { status: 404 }), undefined],
  ['timestamps', times('2026-05-06T14:23:11Z', '2026-05-06T14:23:11Z'), 'seconds'],
  ['timestamps', times('2026-05-06T14:23:11.001Z', '2026-05-06T14:23:11.000Z'), 'milliseconds'],
  ['timestamps', times('2026-05-06T14:23:11Z', '2026-05-06T14:23:11.000001Z'), 'microseconds'],
  ['timestamps', times('2026-05-06T14:23:11.1Z', '2026-05-06T14:23:11.1Z'), 'another'],
  ['timestamps', times('yesterday', 'today'), undefined],
  ['utc-designator', times('2026-05-06T14:23:11Z', '2026-05-06T14:23:11Z'), 'z'],
  ['utc-designator', times('2026-05-06T14:23:11+00:00', '2026-05-06T14:23:11+00:00'), 'offset'],
  ['utc-designator', times('2026-05-06T14:23:11+02:00', '2026-05-06T14:23:11+02:00'), 'another'],
  ['utc-designator', list(), undefined],
  ['not-found', unknown({ detail: 'Not found.' }), 'plain'],
  ['not-found', unknown({ detail: 'No EnrichmentJob matches the given query.' }), 'named'],
  ['not-found', unknown({ detail: 'No CsvFile matches the given query.' }), 'named'],
  ['not-found', unknown({ detail: 'Nope.' }), 'another'],
  ['not-found', list(), undefined],
  ['job-id-route', exchangeDraft('odd-id', '<h1>Not Found</h1>', { status: 404, jobId: 'x' }), 'uuid'],
  ['job-id-route', exchangeDraft('odd-id', { detail: 'Not found.' }, { status: 404, jobId: 'x' }), 'string'],
  ['job-id-route', exchangeDraft('odd-id', {}, { status: 400, jobId: 'x' }), 'another'],
  ['job-id-route', crash(djangoPage('Server Error (500)')), 'string-helper'],
  ['job-id-route', crash({ error: 'Server Error (500)' }), 'string-helper'],
  ['job-id-route', crash('oops'), 'another'],
  ['job-id-route', list(), undefined],
  ['framework-version', list(), '3.14'],
  ['framework-version', exchangeDraft('list', [], { headers: opener }), '3.16'],
  ['framework-version', exchangeDraft('list', [], { headers: { [openerName]: 'unsafe-none' } }), 'another'],
  ['framework-version', lost(htmlType), '3.14'],
  ['framework-version', lost({ ...opener, 'Content-Type': 'text/html; charset=utf-8' }), '3.16'],
  ['framework-version', lost({ 'Content-Type': 'text/html; charset=utf-8' }), 'another'],
  ['framework-version', exchangeDraft('long-accept', [], { headers: opener }), '3.16'],
  ['framework-version', exchangeDraft('long-accept', {}, { status: 406, headers: opener }), '3.18'],
  ['framework-version', exchangeDraft('long-accept', {}, { status: 404, headers: opener }), '3.16'],
  ['framework-version', exchangeDraft('long-accept', {}, { status: 406 }), 'another'],
  ['framework-version', exchangeDraft('list', '', { status: 503 }), undefined],
  ['renderers', exchangeDraft('options', { renders: ['application/json'] }), 'json'],
  ['renderers', exchangeDraft('options', { renders: ['application/json', 'text/html'] }), 'browsable'],
  ['renderers', exchangeDraft('options', { renders: ['application/json', 'text/csv'] }), 'another'],
  ['renderers', exchangeDraft('options', {}), undefined],
  ['renderers', exchangeDraft('options', '', { status: 405 }), undefined],
  ['server-error', exchangeDraft('list', { error: 'Server Error (500)' }, { status: 500 }), 'drf'],
  [
    'server-error',
    exchangeDraft('list', { detail: 'A server error occurred.' }, { status: 500 }),
    'api-exception',
  ],
  ['server-error', exchangeDraft('list', 'oops', { status: 500, headers: htmlType }), 'another'],
  ['server-error', list(), undefined],
  ['results-not-ready', list(job()), undefined],
  ['results-not-ready', results({ error: 'Too early.' }, { status: 400 }), 'bad-request'],
  ['results-not-ready', results({ error: 'Too early.' }, { status: 409 }), 'conflict'],
  ['results-not-ready', results({ error: 'Too early.' }, { status: 425 }), 'another'],
  ['results-not-ready', results({ detail: 'Not found.' }, { status: 404 }), undefined],
  ['submit-response', submitted({ job_id: firstId, status: 'queued' }), 'with-status'],
  ['submit-response', submitted({ job_id: firstId }), 'job-id-only'],
  ['submit-response', exchangeDraft('submit', {}, { status: 402 }), undefined],
])('evidence decides the reading %s', (question, one, reading) => {
  expect(getReading(question, one)).toBe(reading);
});

test.each<[string, Readonly<Record<string, boolean>> | undefined, string | undefined]>([
  ['http://127.0.0.1:4010', { '/backend': false }, 'bare'],
  ['http://127.0.0.1:4010', { '/backend': true }, 'both'],
  ['http://127.0.0.1:4010', undefined, undefined],
  ['https://host/backend', { '': false }, 'backend'],
  ['https://host/backend', { '': true }, 'both'],
  ['https://host/backend', {}, undefined],
  ['https://host/proxy', undefined, 'another'],
])(
  'with the base URL %s and the prefixes %j elsewhere, the prefix is read as %s',
  (baseUrl, otherPrefixes, reading) => {
    const seen = createObservations(list());
    const others = otherPrefixes === undefined ? {} : { otherPrefixes };
    const target = { ...seen.evidence.target, baseUrl, ...others };
    expect(detectReadings({ ...seen, evidence: { ...seen.evidence, target } })['path-prefix']).toBe(reading);
  },
);

test('every reading of the document has an entry, even without evidence', () => {
  expect(Object.keys(detectReadings(createObservations()))).toEqual(Object.keys(spec.questions));
});

test.each([
  [[list()], 'Framework version 3.14. Evidence: no Cross-Origin-Opener-Policy (3.14).'],
  [
    [exchangeDraft('list', [], { headers: opener })],
    'Framework version 3.16 or 3.18, which behave alike here. Evidence: Cross-Origin-Opener-Policy: same-origin (3.16, 3.18).',
  ],
  [
    [
      exchangeDraft('list', [], { headers: opener }),
      exchangeDraft('long-accept', {}, { status: 406, headers: opener }),
    ],
    'Framework version 3.18. Evidence: Cross-Origin-Opener-Policy: same-origin (3.16, 3.18); a long Accept header is cut off (3.18).',
  ],
  [
    [lost({ ...opener, ...htmlType }), exchangeDraft('long-accept', {}, { status: 406, headers: opener })],
    'No framework version matches completely; the nearest is 3.18. Evidence: Cross-Origin-Opener-Policy: same-origin (3.16, 3.18); error pages with text/html (3.14); a long Accept header is cut off (3.18).',
  ],
  [[exchangeDraft('list', '', { status: 503 })], undefined],
])('the framework version has its evidence, case %#', (all, sentence) => {
  expect(formatVersion(createObservations(...all))).toBe(sentence);
});

test('a server between two versions is reported as the nearest', () => {
  const all = [
    lost({ ...opener, ...htmlType }),
    exchangeDraft('long-accept', {}, { status: 406, headers: opener }),
  ];
  expect(getReading('framework-version', ...all)).toBe('3.18');
});
