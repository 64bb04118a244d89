import * as fc from 'fast-check';

import type { Response } from './exchange.ts';
import { newPseudonyms } from './pseudonyms.ts';

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

test('a record keeps its kind, what is equal and what is null, and the words of a vocabulary', () => {
  expect(JSON.parse(newPseudonyms()(response(page(ada))).body)).toEqual(
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

test('a value has the same name all through a run, in JSON and in CSV, and other values have others', () => {
  const hide = newPseudonyms();
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
  ['by the names of fields', page({ 'ada.lovelace@example.com': 'Ada' }), 'application/json', 200],
  ['in a file without a head', 'Ada,"Lovelace, Countess",ada.lovelace@example.com\r\n', 'text/csv', 200],
  ['in a file with semicolons', 'first_name;mail\r\nAda;ada.lovelace@example.com\r\n', 'text/csv', 200],
  ['in no form that is known', '<td>Ada</td><td>ada.lovelace@example.com</td>', 'text/html', 200],
  ['in JSON that is cut off', '{"data":[{"first_name":"Ada"', 'application/json', 200],
])('people are hidden also %s', (_, body, mediaType, status) => {
  const told = newPseudonyms()(response(body, mediaType, status)).body;
  expect(['Ada', 'Lovelace', 'ada.', '0100'].filter((word) => told.includes(word))).toEqual([]);
});

test('in an error and in headers addresses and numbers are hidden', () => {
  const answer = response(
    { error: 'ada@example.com and +1 (555) 010-0100 are busy.' },
    'application/json',
    409,
  );
  const named = ['Content-Disposition', 'attachment; filename="ada@example.com.csv"'] as const;
  const told = newPseudonyms()({ ...answer, headers: [...answer.headers, named] });
  expect(told.body).toBe('{"error":"email-2@redacted.example and phone-3 are busy."}');
  expect(told.headers[1]?.[1]).toBe('attachment; filename="email-1@redacted.example"');
});

test('an error without anybody in it stays as it is', () => {
  const body = '{"error":"Results are not available for this job yet."}';
  expect(newPseudonyms()(response(body, 'application/json', 400)).body).toBe(body);
});

test('what the suite made up itself is shown, and the mark of a token is kept', () => {
  const hide = newPseudonyms(new Set(['Suite-One']));
  const told = JSON.parse(
    hide(response(page({ last_name: 'Suite-One', first_name: 'a[redacted]b' }))).body,
  ) as unknown;
  expect(told).toMatchObject({ data: [{ last_name: 'Suite-One', first_name: 'text-1 [redacted]' }] });
});

test('no text of a record ever comes through, whatever is in it', () => {
  const text = fc
    .string({ minLength: 4 })
    .filter((one) => /[^\s\d]{4}/.test(one) && !/text|phone|email|redacted/.test(one));
  fc.assert(
    fc.property(text, (one) => {
      const { body } = newPseudonyms()(response(page({ first_name: one, note: [one] })));
      const [record] = (JSON.parse(body) as { data: { first_name: string }[] }).data;
      expect(record?.first_name).not.toBe(one);
    }),
  );
});
