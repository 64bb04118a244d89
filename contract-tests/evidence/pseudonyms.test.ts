import * as fc from 'fast-check';

import type { Response } from './exchange.ts';
import { loadShippedSpec } from '../../openapi/shipped.ts';
import { collectKnownWords } from './known-words.ts';
import { createPseudonymizer, type Pseudonymizer } from './pseudonyms.ts';

const known = collectKnownWords(loadShippedSpec().document);
/** Redacts a response about results. */
const hiding = (own?: ReadonlySet<string>) => {
  const hide: Pseudonymizer = createPseudonymizer(known, own);
  return (answer: Response) => hide(answer, 'getResults');
};
/** Redacts any other response. */
const hidden = (answer: Response) => createPseudonymizer(known)(answer, 'listStatuses');
const zeb = 'Zebediah Quackenbush';
const showsZeb = (answer: Response) => /zeb|quack/i.test(JSON.stringify(answer));

const response = (body: unknown, mediaType = 'application/json', status = 200): Response => ({
  kind: 'response',
  status,
  headers: [['Content-Type', mediaType]],
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

const ada = {
  imported_first_name: 'Ada',
  first_name: 'Ada',
  last_name: 'Lovelace, Countess',
  contact_email: 'ada.lovelace@example.com',
  contact_mobile_phone: '+1 555 0100',
  job_title: null,
  employees: 120,
  naics_code: '541511',
  name_match_status: 'matched',
  enrichment_source: 'datacore',
  tags: ['Countess', { note: 'poet@example.com' }],
};
const page = (...data: readonly unknown[]) => ({
  job_id: '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60',
  total_records: data.length,
  page: 1,
  page_size: 50,
  data,
});

test('a pseudonymized record keeps types, equal values, nulls and vocabulary', () => {
  expect(JSON.parse(hiding()(response(page(ada))).body)).toEqual(
    page({
      imported_first_name: 'text-1',
      first_name: 'text-1',
      last_name: 'text-2',
      contact_email: 'email-3@redacted.example',
      contact_mobile_phone: 'phone-4',
      job_title: null,
      employees: 1005,
      naics_code: '1006',
      name_match_status: 'matched',
      enrichment_source: 'datacore',
      tags: ['text-7', { note: 'email-8@redacted.example' }],
    }),
  );
});

test('a value has one pseudonym throughout a run, in JSON and CSV, and other values have others', () => {
  const hide = hiding();
  const json = JSON.parse(hide(response(page(ada))).body) as { data: Record<string, unknown>[] };
  const head = 'last_name,contact_email,job_title,employees,naics_code,name_match_status\r\n';
  const csv = `${head}"Lovelace, Countess",ada.lovelace@example.com,,120,541511,matched\r\n`;
  const shown = json.data[0] ?? {};
  expect(hide(response(csv, 'text/csv')).body).toBe(
    `${head}"${String(shown['last_name'])}",${String(shown['contact_email'])},,1005,1006,matched\r\n`,
  );
  expect(hide(response(page({ last_name: 'Byron' }))).body).not.toContain(String(shown['last_name']));
});

test.each<[string, unknown, string, number]>([
  ['without a page around them', [ada], 'application/json', 200],
  ['in an envelope of another kind', { results: { first: ada }, owner: 'Ada' }, 'application/json', 200],
  ['by field names', page({ 'ada.lovelace@example.com': 'Ada' }), 'application/json', 200],
  [
    'in a CSV file without a header row',
    'Ada,"Lovelace, Countess",ada.lovelace@example.com\r\n',
    'text/csv',
    200,
  ],
  ['in a CSV file with semicolons', 'first_name;mail\r\nAda;ada.lovelace@example.com\r\n', 'text/csv', 200],
  ['in an unknown format', '<td>Ada</td><td>ada.lovelace@example.com</td>', 'text/html', 200],
  ['in truncated JSON', '{"data":[{"first_name":"Ada"', 'application/json', 200],
])('people are also hidden %s', (_, body, mediaType, status) => {
  const redacted = hiding()(response(body, mediaType, status)).body;
  expect(['Ada', 'Lovelace', 'ada.', '0100'].filter((word) => redacted.includes(word))).toEqual([]);
});

test('addresses and numbers in errors and headers are hidden', () => {
  const answer = response(
    { error: 'ada@example.com and +1 (555) 010-0100 are busy.' },
    'application/json',
    409,
  );
  const named = ['Content-Disposition', 'attachment; filename="ada@example.com.csv"'] as const;
  const redacted = hiding()({ ...answer, headers: [...answer.headers, named] });
  expect(redacted.body).toBe('{"error":"email-1@redacted.example and phone-2 are busy."}');
  expect(redacted.headers[1]?.[1]).toBe('attachment; filename="email-1@redacted.example.csv"');
});

test('an error without personal data stays unchanged', () => {
  const body = '{"error":"Results are not available for this job yet."}';
  expect(hiding()(response(body, 'application/json', 400)).body).toBe(body);
});

test("the suite's own values stay visible, and so does the placeholder of a token", () => {
  const hide = hiding(new Set(['Suite-One']));
  const redacted = JSON.parse(
    hide(response(page({ last_name: 'Suite-One', first_name: 'a[redacted]b' }))).body,
  ) as unknown;
  expect(redacted).toMatchObject({ data: [{ last_name: 'Suite-One', first_name: 'text-1 [redacted]' }] });
});

test('invalid UTF-8 stays visible in the evidence, in any text', () => {
  const redacted = hidden(response([{ job_id: 'a', note: 'M\ufffdller' }]));
  expect(redacted.body).toBe('[{"job_id":"a","note":"text-1 \ufffd"}]');
});

test('no string of a record survives, whatever it contains', () => {
  const text = fc
    .string({ minLength: 4 })
    .filter((one) => /[^\s\d]{4}/.test(one) && !/text|phone|email|redacted/.test(one));
  fc.assert(
    fc.property(text, (one) => {
      const { body } = hiding()(response(page({ first_name: one, note: [one] })));
      const [record] = (JSON.parse(body) as { data: { first_name: string }[] }).data;
      expect(record?.first_name).not.toBe(one);
    }),
  );
});

test.each([
  ['attachment; filename="Zebediah Quackenbush.csv"', 'attachment; filename="text-1.csv"'],
  ['attachment; filename=Zebediah.csv', 'attachment; filename=text-1.csv'],
  ["attachment; filename*=UTF-8''Zebediah%20Quackenbush.csv", 'attachment; filename*=text-1.csv'],
  [
    `attachment; filename="zeb.csv"; filename*=utf-8'en'zeb%2Ecsv; size=12`,
    'attachment; filename="text-1.csv"; filename*=text-2; size=12',
  ],
  ['attachment; filename="results of zeb@quack.test"', 'attachment; filename="email-1@redacted.example"'],
  ['attachment; filename="Zebediah \\"Zeb\\" Q; x.csv"', 'attachment; filename="text-1.csv"'],
  ['attachment; filename="Zebediah', 'attachment; filename="text-1"'],
  ['attachment; Zebediah.csv', 'attachment; text-1'],
  ['Zebediah.csv', 'text-1'],
  ['attachment', 'attachment'],
  ['attachment; filename="results.csv"', 'attachment; filename="results.csv"'],
  [
    'attachment; filename=results_9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60.csv',
    'attachment; filename=results_9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60.csv',
  ],
])('the file name %j becomes %j', (value, shown) => {
  const answer = { ...response(page()), headers: [['Content-Disposition', value] as const] };
  for (const redacted of [hiding()(answer), hidden(answer)]) expect(redacted.headers[0]?.[1]).toBe(shown);
});

describe('people are hidden in undocumented places', () => {
  const job = { job_id: '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60', status: 'completed' };

  test.each<[string, unknown]>([
    ['a key of a page', { ...page(), [zeb]: 1 }],
    ['a lower-case key of a page', { ...page(), zebediah: 'Zebediah' }],
    ['a record key that is an address', page({ 'zeb.quackenbush@secret.test': { work: true } })],
    ['a record key that is a first name', page({ Zebediah: { work: true } })],
    ['a record key that is also a value', page({ quackenbush: true, last_name: 'Quackenbush' })],
    ['a string beside the page', { ...page(), requested_by: zeb }],
    ['a list beside the page', { ...page(), owners: [zeb, { mail: 'zeb@quack.test' }] }],
  ])('in results: %s', (_, body) => expect(showsZeb(hiding()(response(body)))).toBe(false));

  test('in results: a number beside the page, which may be a phone number', () => {
    const redacted = hiding()(response({ ...page(), phone: 15551234567 }));
    expect(redacted.body).not.toContain('15551234567');
    expect(JSON.parse(redacted.body)).toMatchObject({ total_records: 0, page: 1, page_size: 50 });
  });

  test.each<[string, unknown]>([
    ['a field', { ...job, submitted_by: zeb }],
    ['a nested field', { ...job, owner: { name: zeb, mail: 'zeb@quack.test', phone: 15551234567 } }],
    ['a field of a job in a list', [job, { ...job, file_name: `${zeb}.csv` }]],
    ['a field of a job in a page', { count: 1, next: null, previous: null, results: [{ ...job, by: zeb }] }],
    ['a name of a field', { ...job, 'zeb@quack.test': true }],
    ['a field of results', { ...job, first_name: 'Zebediah', data: [{ last_name: 'Quackenbush' }] }],
    ['an address in a documented field', { ...job, status: 'done for zeb@quack.test' }],
  ])('in a status: %s', (_, body) => {
    const redacted = hidden(response(body));
    expect(showsZeb(redacted)).toBe(false);
    expect(redacted.body).not.toContain('15551234567');
    expect(redacted.body).toContain(job.job_id);
  });

  test.each<[string, unknown]>([
    ['in its message', { detail: `No job of ${zeb}.` }],
    ['at its beginning', { detail: `${zeb} has no such job.` }],
    ['in a field', { detail: 'Not found.', owner: zeb }],
    ['in an address', { detail: 'Ask zeb@quack.test.' }],
    ['in a page', `<html><h1>Not Found</h1><p>No job of ${zeb}.</p></html>`],
    ['as a plain string', `No job of ${zeb}`],
  ])('in a 404: %s', (_, body) => {
    const mediaType = typeof body === 'string' ? 'text/html' : 'application/json';
    expect(showsZeb(hidden(response(body, mediaType, 404)))).toBe(false);
    expect(showsZeb(hiding()(response(body, mediaType, 404)))).toBe(false);
  });
});

test.each<[unknown, number]>([
  [{ detail: 'Not found.' }, 404],
  [{ detail: 'No EnrichmentJob matches the given query.' }, 404],
  [{ detail: 'No Order matches the given query.' }, 404],
  ['<!doctype html>\n<html><title>Not Found</title><h1>Server Error (500)</h1></html>', 404],
  ['Traceback (most recent call last):\n  File "/srv/app/views.py", line 3, in get\nKeyError: 1', 404],
  ['{"detail" : "Invalid token.",  "detail": "Invalid token."}', 401],
  [{ message: 'Invalid or expired token' }, 401],
  [{ file: ['No file was submitted.'] }, 400],
  ['[ {"job_id": 1.0, "status": "completed", "submitted_at": null} ]', 200],
  [{ count: 0, next: 'http://127.0.0.1/?page=2', previous: null, results: [] }, 200],
])('a response without personal data keeps every byte: %j', (body, status) => {
  const answer = response(body, 'application/json', status);
  expect(hidden(answer)).toEqual(answer);
});

test.each([
  ['{"n":[1e999,-1E+30,1e2]}', '{"n":[1001,1002,1003]}'],
  [
    '{ "job_id": "a",  "note": "Zebediah", "note": null,\n "status": "done" }',
    '{ "job_id": "a",  "note": "text-1", "note": null,\n "status": "done" }',
  ],
  ['[{"status":"a","status":"b","n":1.50}]', '[{"status":"a","status":"b","n":1001.5}]'],
  [
    '{"status":"a\\u0301","owner":{"status":"Zebediah"}}',
    '{"status":"a\\u0301","owner":{"status":"text-1"}}',
  ],
])('only personal data is replaced, and all other bytes stay: %j', (body, shown) => {
  expect(hidden(response(body)).body).toBe(shown);
});

test('values beyond the maximum depth are not walked', () => {
  const deep = `${'{"a":['.repeat(150)}"Zebediah"${']}'.repeat(150)}`;
  expect(showsZeb(hidden(response(deep)))).toBe(false);
  expect(showsZeb(hiding()(response(deep)))).toBe(false);
});
