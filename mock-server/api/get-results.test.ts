import { parse } from 'csv-parse/sync';

import { base, noRoute, notFound } from '../testing/answers.ts';
import { mockUnderTest } from '../testing/mock-under-test.ts';
import { ownJobId, spec } from '../testing/shipped.ts';

const results = `/api/v1/enrichment/result/${ownJobId}/`;

interface Results {
  readonly total_records: number;
  readonly page: number;
  readonly page_size: number;
  readonly data: readonly Readonly<Record<string, unknown>>[];
}

/** A mock in which the job of the documentation, with 120 rows, is completed. */
const whenCompleted = () => {
  const mock = mockUnderTest();
  mock.wait(3600);
  return mock;
};
/** The lines of the CSV file, and its headers. */
const downloaded = async (path = results) => {
  const { body, headers, status } = await whenCompleted().ask(`GET ${path}?report_type=csv`);
  return { lines: body.split('\r\n'), body, headers, status };
};
const asked = async (query: string) => {
  const { status, line, body } = await whenCompleted().ask(`GET ${results}${query}`);
  if (status !== 200) return line;
  const { total_records: total, page, page_size: size, data } = JSON.parse(body) as Results;
  return `page ${page} of ${size}: ${data.length} of ${total}`;
};

test.each([
  ['', 'page 1 of 50: 50 of 120'],
  ['?page=3', 'page 3 of 50: 20 of 120'],
  ['?page=4', 'page 4 of 50: 0 of 120'],
  ['?page_size=200', 'page 1 of 200: 120 of 120'],
  ['?page=&page_size=', 'page 1 of 50: 50 of 120'],
  ['?page=%202%20', 'page 2 of 50: 50 of 120'],
  ['?page=9&page=1', 'page 1 of 50: 50 of 120'],
  ['?page=0', '400 {"page":["Ensure this value is greater than or equal to 1."]}'],
  ['?page=-1', '400 {"page":["Ensure this value is greater than or equal to 1."]}'],
  ['?page=two', '400 {"page":["A valid integer is required."]}'],
  ['?page=1.5', '400 {"page":["A valid integer is required."]}'],
  ['?page_size=201', '400 {"page_size":["Ensure this value is less than or equal to 200."]}'],
  ['?report_type=json', 'page 1 of 50: 50 of 120'],
  ['?report_type=', 'page 1 of 50: 50 of 120'],
  ['?report_type=xml', '400 {"report_type":["\\"xml\\" is not a valid choice."]}'],
  ['?report_type=CSV', '400 {"report_type":["\\"CSV\\" is not a valid choice."]}'],
  ['?report_type=csv&page=0', '400 {"page":["Ensure this value is greater than or equal to 1."]}'],
  [
    '?page=0&page_size=x',
    '400 {"page":["Ensure this value is greater than or equal to 1."],"page_size":["A valid integer is required."]}',
  ],
])('the query "%s" returns %s', async (query, want) => {
  expect(await asked(query)).toBe(want);
});

test('a page far beyond the end is echoed as requested', async () => {
  const { body } = await whenCompleted().ask(`GET ${results}?page=99999999999999999999`);
  expect(body).toContain('"page":99999999999999999999,"page_size":50,"data":[]');
});

test('a job without results is rejected as in each reading', async () => {
  const { readings = {} } = spec.questions['results-not-ready'] ?? {};
  for (const [reading, { status = 400 }] of Object.entries(readings)) {
    const { ask } = mockUnderTest({ readings: { 'results-not-ready': reading } });
    expect((await ask(`GET ${results}`)).line).toBe(
      `${status} {"error":"Results are not available for this job yet."}`,
    );
  }
});

test.each([
  ["another user's job", results, 'bob-token', notFound],
  [
    "a bad query on another user's job",
    `${results}?page=0`,
    'bob-token',
    '400 {"page":["Ensure this value is greater than or equal to 1."]}',
  ],
  ['a malformed id', '/api/v1/enrichment/result/abc/', 'alice-token', noRoute],
])('%s has the same response as for a status', async (_, path, token, want) => {
  expect((await whenCompleted().ask(`GET ${path}`, { token })).line).toBe(want);
});

test('a paused job has the results of its finished rows', async () => {
  const mock = mockUnderTest();
  mock.wait(78);
  await mock.ask('POST /api/v1/enrichment-control/', { body: { csv_file_id: ownJobId, action: 'pause' } });
  const { total_records: total, data } = JSON.parse(
    (await mock.ask(`GET ${results}?page_size=200`)).body,
  ) as Results;
  expect([total, data.length]).toEqual([83, 83]);
});

test('the rows are the same at any time and with any page size', async () => {
  const mock = whenCompleted();
  const fetch = async (query: string) =>
    (JSON.parse((await mock.ask(`GET ${results}${query}`)).body) as Results).data;
  const all = await fetch('?page_size=120');
  expect([...(await fetch('?page=1&page_size=60')), ...(await fetch('?page=2&page_size=60'))]).toEqual(all);
  expect(await fetch('?page_size=120')).toEqual(all);
});

test('submitted values are next to enriched ones, and missing values are null', async () => {
  const mock = mockUnderTest();
  const records = [
    { first_name: 'Ada', last_name: 'Lovelace', company_name: 'Analytical Engines' },
    { first_name: 'Zoë' },
    ...Array.from({ length: 38 }, (_, row) => ({ first_name: `Row${row}` })),
  ];
  const { body } = await mock.ask(`POST ${base}/submit/`, { body: { records } });
  mock.wait(3600);
  const { job_id: id } = JSON.parse(body) as { job_id: string };
  const response = await mock.ask(`GET /api/v1/enrichment/result/${id}/`);
  const { data, total_records: total } = JSON.parse(response.body) as Results;
  expect(total).toBe(40);
  expect(data[0]).toMatchObject({
    imported_first_name: 'Ada',
    imported_last_name: 'Lovelace',
    imported_company_name: 'Analytical Engines',
  });
  expect(data[1]).toMatchObject({
    imported_first_name: 'Zoë',
    imported_last_name: null,
    imported_company_name: null,
  });
  const missed = data.filter(({ name_match_status: match }) => match === 'not_matched');
  expect(missed.length).toBeGreaterThan(0);
  expect(missed.length).toBeLessThan(data.length / 2);
  for (const row of missed)
    expect([row['contact_email'], row['first_name'], row['job_title']]).toEqual([null, null, null]);
});

test('no generated address can belong to a person', async () => {
  const { body } = await whenCompleted().ask(`GET ${results}?page_size=120`);
  const { data } = JSON.parse(body) as Results;
  const mails = data.flatMap(({ contact_email: mail }) => (typeof mail === 'string' ? [mail] : []));
  const phones = data.flatMap(({ contact_mobile_phone: phone }) =>
    typeof phone === 'string' ? [phone] : [],
  );
  expect(mails.length).toBeGreaterThan(60);
  expect(mails.filter((mail) => !/^[^@]+@example\.com$/.test(mail))).toEqual([]);
  expect(phones.filter((phone) => !/^\+1555\d{7}$/.test(phone))).toEqual([]);
});

test('a CSV file has all rows, one per line, after a header of field names', async () => {
  const { lines, headers, status, body } = await downloaded();
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/csv');
  expect(headers['content-disposition']).toBe(`attachment; filename="${ownJobId}.csv"`);
  expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
  expect(lines).toHaveLength(1 + 120 + 1);
  expect(lines[0]).toBe(
    'imported_first_name,imported_last_name,imported_company_name,first_name,last_name,contact_email,contact_mobile_phone,job_title,enrichment_source,name_match_status,still_in_company_status',
  );
});

test('HEAD has the length of the CSV without its body', async () => {
  const mock = whenCompleted();
  const line = `${results}?report_type=csv`;
  const [got, head] = [await mock.ask(`GET ${line}`), await mock.ask(`HEAD ${line}`)];
  expect([head.body, head.headers]).toEqual(['', got.headers]);
});

test('CSV and JSON contain the same data', async () => {
  const { body } = await whenCompleted().ask(`GET ${results}?page_size=200`);
  const { data } = JSON.parse(body) as Results;
  const { lines } = await downloaded();
  const wanted = data.map((record) => Object.values(record).map((value) => value ?? ''));
  expect(parse(lines.join('\r\n')).slice(1)).toEqual(wanted);
});

test('values with a comma, a quote or a line end are quoted (RFC 4180)', async () => {
  const mock = mockUnderTest();
  const records = [{ first_name: 'Ada "the first"', last_name: 'Love,lace', company_name: 'A\nB' }];
  const { body } = await mock.ask(`POST ${base}/submit/`, { body: { records } });
  mock.wait(3600);
  const { job_id: id } = JSON.parse(body) as { job_id: string };
  const response = await mock.ask(`GET /api/v1/enrichment/result/${id}/?report_type=csv`);
  expect(response.body).toContain('\r\n"Ada ""the first""","Love,lace","A\nB",');
});

test('HEAD describes the file without sending it', async () => {
  const response = await whenCompleted().ask(`HEAD ${results}?report_type=csv`);
  expect([response.status, response.headers['content-type'], response.body]).toEqual([200, 'text/csv', '']);
});

test('Accept: text/csv does not select the file', async () => {
  const response = await whenCompleted().ask(`GET ${results}?report_type=csv`, {
    headers: { accept: 'text/csv' },
  });
  expect(response.line).toBe('406 {"detail":"Could not satisfy the request Accept header."}');
});

async function listAccounts(extra: Readonly<Record<string, unknown>>) {
  const mock = mockUnderTest();
  const records = Array.from({ length: 8 }, (_, row) => ({ company_name: `Company ${row}` }));
  const { body } = await mock.ask(`POST ${base}/submit/`, {
    body: { category: 'account', records, ...extra },
  });
  mock.wait(3600);
  const { job_id: id } = JSON.parse(body) as { job_id: string };
  return JSON.parse((await mock.ask(`GET /api/v1/enrichment/result/${id}/`)).body) as Results;
}

test('an account that is found has an industry, a size and its codes', async () => {
  const { total_records: total, data } = await listAccounts({});
  expect(total).toBe(8);
  expect(data.map((record) => record['imported_company_name'])).toEqual(
    data.map((_, row) => `Company ${row}`),
  );
  const [found, missed] = [true, false].map((was) =>
    data.filter((one) => (one['industry'] !== null) === was),
  );
  expect([found?.length, missed?.length]).toEqual([6, 2]);
  expect(found?.[0]).toMatchObject({
    revenue: expect.any(Number),
    employees: expect.any(Number),
    sic_code: expect.any(String),
  });
  expect(missed?.[0]).toMatchObject({ company_name: null, name_match_status: 'not_matched' });
});

test('criteria expand each matched account into contacts', async () => {
  const { total_records: total, data } = await listAccounts({
    criteria: { max_contacts: 2, job_titles: ['Head of Research'] },
  });
  expect(total).toBe(6 * 2 + 2);
  const titles = data.map((record) => record['job_title']);
  expect([
    titles.filter((title) => title === 'Head of Research').length,
    titles.filter((title) => title === null).length,
  ]).toEqual([12, 2]);
  expect(new Set(data.map((record) => record['imported_company_name'])).size).toBe(8);
});
