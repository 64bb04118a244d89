import { notFound } from '../testing/answers.ts';
import { mockUnderTest, type MockReply } from '../testing/mock-under-test.ts';
import { spec } from '../testing/shipped.ts';
import { listEnvelopes } from './list-statuses.ts';

const list = '/api/v1/enrichment/status/';
const here = `http://127.0.0.1:4010${list}`;
const invalidPage = '404 {"detail":"Invalid page."}';

const asked = (reading: string, query = '', token = 'alice-token'): Promise<MockReply> =>
  mockUnderTest({ readings: { 'list-envelope': reading } }).ask(`GET ${list}${query}`, { token });

interface Paged {
  readonly results: readonly unknown[];
  readonly next: string | null;
  readonly previous: string | null;
}

/** The page in one line: the number of jobs, and the links. */
const getShape = ({ line, status, body }: MockReply): string => {
  if (status !== 200) return line;
  const { results, next, previous } = JSON.parse(body) as Paged;
  return `${results.length} jobs, previous ${previous?.replace(here, '') ?? 'none'}, next ${next?.replace(here, '') ?? 'none'}`;
};

test('each reading of list-envelope has an envelope, and there are no others', () => {
  expect(Object.keys(listEnvelopes)).toEqual(Object.keys(spec.questions['list-envelope']?.readings ?? {}));
});

test.each([
  ['bare-array', '[]'],
  ['page-number', '{"count":0,"next":null,"previous":null,"results":[]}'],
  ['total-pages', '{"count":0,"total_pages":1,"current_page":1,"next":null,"previous":null,"results":[]}'],
])('in the reading "%s" an empty list is %s', async (reading, body) => {
  expect((await asked(reading, '', 'carol-token')).body).toBe(body);
});

test.each([
  ['bare-array', ''],
  ['page-number', '?page_size=100'],
  ['total-pages', '?page_size=100'],
])('in the reading "%s" the jobs are the same', async (reading, query) => {
  const bare = JSON.parse((await asked('bare-array')).body) as unknown;
  const response = JSON.parse((await asked(reading, query)).body) as unknown;
  expect(Array.isArray(response) ? response : (response as Paged).results).toEqual(bare);
});

test.each([
  ['', '14 jobs, previous none, next none'],
  ['?page_size=5', '5 jobs, previous none, next ?page=2&page_size=5'],
  ['?page_size=5&page=2', '5 jobs, previous ?page_size=5, next ?page=3&page_size=5'],
  ['?page_size=5&page=3', '4 jobs, previous ?page=2&page_size=5, next none'],
  ['?page_size=5&page=last', '4 jobs, previous ?page=2&page_size=5, next none'],
  ['?page_size=5&page=4', invalidPage],
  ['?page=2', invalidPage],
  ['?page=0', invalidPage],
  ['?page=-1', invalidPage],
  ['?page=two', invalidPage],
  ['?page=1.5', invalidPage],
  ['?page=Last', invalidPage],
  ['?page=', invalidPage],
  ['?page=%201%20', '14 jobs, previous none, next none'],
  ['?page=9&page=1', '14 jobs, previous none, next none'],
  ['?page_size=0', '14 jobs, previous none, next none'],
  ['?page_size=-5', '14 jobs, previous none, next none'],
  ['?page_size=many', '14 jobs, previous none, next none'],
  ['?page_size=', '14 jobs, previous none, next none'],
  ['?page_size=1000', '14 jobs, previous none, next none'],
  ['?b=2&b=1&a=~*!&page_size=13&c', '13 jobs, previous none, next ?a=~%2A%21&b=2&b=1&c=&page=2&page_size=13'],
  ['?page_size=13&page=1&page=2&x=a+b', '1 jobs, previous ?page_size=13&x=a+b, next none'],
  ['?page_size=1_3&page=%EF%BC%92', '1 jobs, previous ?page_size=1_3, next none'],
  ['?z=1&page_size=13&a=%C3%A9', '13 jobs, previous none, next ?a=%C3%A9&page=2&page_size=13&z=1'],
])('with paging, the query "%s" returns %s', async (query, want) => {
  expect(getShape(await asked('page-number', query))).toBe(want);
  expect(getShape(await asked('total-pages', query))).toBe(want);
});

test('a page in the reading "total-pages" contains its number and the number of pages', async () => {
  const { results, ...rest } = JSON.parse((await asked('total-pages', '?page_size=5&page=2')).body) as Paged;
  expect(rest).toEqual({
    count: 14,
    total_pages: 3,
    current_page: 2,
    next: `${here}?page=3&page_size=5`,
    previous: `${here}?page_size=5`,
  });
  expect(results).toHaveLength(5);
});

test('a page size above the maximum becomes the maximum', async () => {
  const { ask } = mockUnderTest({ readings: { 'list-envelope': 'page-number' } });
  const body = { records: [{}] };
  for (let made = 0; made < 101; made += 1) {
    await ask('POST /api/v1/enrichment/submit/', { token: 'carol-token', body });
  }
  const response = await ask(`GET ${list}?page_size=500`, { token: 'carol-token' });
  expect(getShape(response)).toBe('100 jobs, previous none, next ?page=2&page_size=500');
});

test('links have the host and the prefix of the request', async () => {
  const { ask } = mockUnderTest({ readings: { 'list-envelope': 'page-number' } });
  const { body } = await ask(`GET /backend${list}?page_size=10`, { headers: { host: 'mock.test:80' } });
  expect((JSON.parse(body) as Paged).next).toBe(`http://mock.test:80/backend${list}?page=2&page_size=10`);
});

test('all pages together are the whole list, with each job once', async () => {
  const { ask } = mockUnderTest({ readings: { 'list-envelope': 'page-number' } });
  const all: unknown[] = [];
  for (let next: string | null = `${here}?page_size=4`; next !== null; ) {
    const page: Paged = JSON.parse(
      (await ask(`GET ${next.replace('http://127.0.0.1:4010', '')}`)).body,
    ) as Paged;
    all.push(...page.results);
    ({ next } = page);
  }
  expect(all).toEqual(JSON.parse((await asked('bare-array')).body));
});

test('an invalid page is reported after authentication and before "Not found."', async () => {
  expect((await asked('page-number', '?page=0', 'nobody-token')).status).toBe(401);
  expect((await asked('page-number', '?page=0&format=xml')).line).toBe(notFound);
});
