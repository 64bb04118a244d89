/** Tests the survey, every judge and every report with the data of a hostile target. */
import * as fc from 'fast-check';

import { contract } from '../contract/index.ts';
import { createBodyLimiter } from '../evidence/bounds.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Tag } from '../evidence/probes.ts';
import { formatHar } from '../evidence/har.ts';
import { parseEvidence as evidenceIn } from '../evidence/read-har.ts';
import { createJudgedRun } from './judged-run.ts';
import { renderHtmlReport } from '../report/html.ts';
import { toJsonReport } from '../report/json.ts';
import { formatJunitReport } from '../report/junit.ts';
import { formatMarkdownSummary } from '../report/markdown.ts';
import { createOverlay } from '../report/overlay.ts';
import { createProfile } from '../report/profile.ts';
import { createSarifReport } from '../report/sarif.ts';
import { formatTerminalReport } from '../report/terminal.ts';
import {
  createEvidence,
  firstId,
  job,
  exchangeDraft,
  type ExchangeDraft,
  createObservations,
  spec,
} from '../testing/exchanges.ts';
import { serve, stopAll } from '../testing/serve.ts';
import { surveyTarget } from '../testing/surveyed.ts';

afterEach(stopAll);

const { checkAt } = createObservations();

/** Judges the evidence and writes every report. */
function lookAt(evidence: Evidence) {
  const run = createJudgedRun(
    contract,
    { evidence, spec, checkAt },
    { startedAt: '2026-05-06T15:00:00.000Z', tookMs: 1, strict: false },
  );
  const reports = [
    formatTerminalReport(run),
    renderHtmlReport(run, spec.lifeCycle.apiStatuses),
    formatMarkdownSummary(run),
    formatJunitReport(run),
    JSON.stringify([toJsonReport(run), createSarifReport(run), createProfile(run)]),
    JSON.stringify(createOverlay(run.drift ?? [], spec.document, '', '')),
  ];
  const again = evidenceIn(JSON.parse(JSON.stringify(formatHar(evidence, '1.0.0'))));
  expect(again.exchanges).toHaveLength(evidence.exchanges.length);
  const crashed = run.verdicts.flatMap((one) =>
    one.verdict === 'crashed' ? [[one.clause.id, one.reason]] : [],
  );
  return { crashed, reports };
}

const operations: Partial<Readonly<Record<Tag, string>>> = {
  results: 'getResults',
  'results-page': 'getResults',
  'results-csv': 'getResults',
  'own-results': 'getResults',
  submit: 'submitEnrichment',
  pause: 'controlEnrichment',
};
const tags: readonly Tag[] = [
  'list',
  'list-page',
  'detail',
  'results',
  'results-page',
  'results-csv',
  'results-again',
  'results-beyond',
  'list-again',
  'detail-again',
  'no-token',
  'unknown-job',
  'odd-id',
  'foreign-list',
  'foreign-job',
  'head',
  'options',
  'no-slash',
  'unknown-query',
  'unknown-results',
  'watch-list',
  'watch-detail',
  'submit',
  'own-list',
  'own-detail',
  'own-results',
  'pause',
];

/** A run in which every request has this response. */
function everywhere(body: string, headers: ExchangeDraft['headers'] = {}, status = 200): Evidence {
  const all = tags.map((tag) =>
    exchangeDraft(tag, body, {
      status,
      headers: { 'Content-Type': tag.endsWith('csv') ? 'text/csv' : 'application/json', ...headers },
      ...(/list|token|slash|submit/.test(tag) ? {} : { jobId: firstId }),
      ...(operations[tag] === undefined ? {} : { operationId: operations[tag] }),
    }),
  );
  const evidence = createEvidence(...all);
  const bound = createBodyLimiter();
  return {
    ...evidence,
    target: { ...evidence.target, mayWrite: true, hasOtherToken: true },
    exchanges: evidence.exchanges.map((one) =>
      one.outcome.kind === 'response' ? { ...one, outcome: bound(one.outcome) } : one,
    ),
  };
}

const jobs = (count: number, change: (index: number) => object = () => ({})) =>
  JSON.stringify(
    Array.from({ length: count }, (_, index) =>
      job({ job_id: `9f3e7a2b-7c1d-4f12-8c9a-${String(index).padStart(12, '0')}`, ...change(index) }),
    ),
  );
const page = (data: string, total = '5') =>
  `{"job_id":"${firstId}","total_records":${total},"page":1,"page_size":50,"data":${data}}`;

const monsters: Readonly<Record<string, string>> = {
  '3,000 lists': '['.repeat(3000) + ']'.repeat(3000),
  'a million lists': '['.repeat(1e6),
  'ninety lists': '['.repeat(90) + ']'.repeat(90),
  'nested objects': '{"results":'.repeat(2000) + '1' + '}'.repeat(2000),
  'a record of nested lists': page(`[{"first_name":${'['.repeat(90)}${']'.repeat(90)}}]`),
  'a list of many zeros': `[${'0,'.repeat(30_000)}0]`,
  'an object of many fields': `{${Array.from({ length: 1500 }, (_, index) => `"k${index}":${index}`).join()}}`,
  'many jobs': jobs(1000),
  'one job many times': jobs(1000, () => ({ job_id: firstId })),
  'many invalid jobs': jobs(500, (index) => ({
    status: `x${index}`,
    submitted_at: 7,
    updated_at: null,
  })),
  'infinite numbers': `[{"job_id":"${firstId}","status":1e400,"submitted_at":${'9'.repeat(100_000)},"updated_at":-1e400}]`,
  'more records than the count': page('[]', '1e400'),
  'a negative count of records': page('[{}]', '-7'),
  'a long text': JSON.stringify([job({ status: 'x'.repeat(500_000) })]),
  'a long unbroken word': 'x'.repeat(500_000),
  'an endless query': 'SELECT '.repeat(10_000),
  'unclosed quotes': ',"""'.repeat(100_000),
  'keys of prototypes': `[{"__proto__":{"x":1},"constructor":{"prototype":{}},"toString":1,"job_id":"__proto__","status":"constructor","submitted_at":"2026-05-06T14:23:11Z","updated_at":"hasOwnProperty"}]`,
  'lone surrogates': String.raw`[{"job_id":"\ud800","status":"\udc00\u0000","submitted_at":"2026-05-06T14:23:11Z","updated_at":"\u202e"}]`,
  'a page with a broken link': JSON.stringify({
    count: 1e300,
    next: `?${'p'.repeat(100_000)}`,
    previous: {},
    results: [job()],
  }),
  null: 'null',
  nothing: '',
};

test.each(Object.keys(monsters))('%s: no judge and no report crashes', (name) => {
  for (const status of [200, 404]) {
    const { crashed } = lookAt(everywhere(monsters[name] ?? '', {}, status));
    expect(crashed).toEqual([]);
  }
});

test('no judge and no report crashes over thousands of headers, and long ones', () => {
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`X-H${index}`, `v${index}`]));
  expect(lookAt(everywhere('[]', many)).crashed).toEqual([]);
  expect(
    lookAt(everywhere('[]', { 'X-Long': 'y'.repeat(1_000_000), 'WWW-Authenticate': '('.repeat(100_000) }))
      .crashed,
  ).toEqual([]);
});

/** Random values with the field names that the suite reads. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 0, -1, 1e308, '', 'completed', firstId, '2026-05-06T14:23:11Z', '\ud800'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.constantFrom(
        'job_id',
        'status',
        'submitted_at',
        'updated_at',
        'results',
        'count',
        'next',
        'data',
        'page',
        'page_size',
        'total_records',
        'detail',
        'renders',
        '__proto__',
        'first_name',
      ),
      tie('value'),
    ),
  ),
}));

test('no JSON value makes a judge or a report crash', () => {
  fc.assert(
    fc.property(value, fc.constantFrom(200, 201, 301, 401, 404, 500), (one, status) => {
      expect(
        lookAt(everywhere(JSON.stringify(one) ?? '', { Location: JSON.stringify(one) ?? '' }, status))
          .crashed,
      ).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test.each(['3,000 lists', 'ninety lists', 'keys of prototypes', 'infinite numbers', 'lone surrogates'])(
  '%s: the survey ends, and stores as much as the bounds allow',
  async (name) => {
    const { url } = await serve((request, response) => {
      const status = request.headers.authorization === undefined ? 401 : 200;
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(monsters[name]);
    });
    const evidence = await surveyTarget(url);
    expect(lookAt(evidence).crashed).toEqual([]);
  },
);
