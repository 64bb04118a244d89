import {
  type ExchangeDraft,
  exchangeDraft,
  findBreaches,
  firstId,
  judgeVerdict,
  secondId,
  spec,
} from '../testing/exchanges.ts';
import { foreignDoorsClosed, tokenlessDoorsClosed, tokenlessLikeUnknown } from './closed-doors.ts';

const words = { message: 'Invalid or expired token' };
const path = spec.operation('getStatus').path.replace('{job_id}', firstId);
const url = `http://127.0.0.1:4010${path}`;

/** The requests through each door, with a response of this status. */
const doors = {
  HEAD: { method: 'HEAD', url, headers: [] },
  'no slash': { method: 'GET', url: url.slice(0, -1), headers: [] },
  'results as CSV': { method: 'GET', url: `${url}?report_type=csv`, headers: [] },
  page: { method: 'GET', url, headers: [['Accept', 'text/html']] },
  CSV: { method: 'GET', url: `${url}?format=csv`, headers: [] },
} as const;
type Door = keyof typeof doors;
const through = (tag: 'no-token-door' | 'foreign-door', door: Door, status: number): ExchangeDraft =>
  exchangeDraft(tag, '', { status, jobId: firstId, request: doors[door] });

describe('without a token', () => {
  test.each<[Door, readonly number[], readonly number[]]>([
    ['HEAD', [401, 405, 501], [200, 204, 301, 403, 404]],
    ['no slash', [301, 302, 308, 401, 403, 404], [200, 204]],
    ['page', [302, 401, 403, 404, 406], [200, 204]],
    ['CSV', [400, 401, 403, 404, 406], [200, 204]],
  ])('%s is closed with %j, and open with %j', (door, closed, open) => {
    const verdict = (status: number) =>
      judgeVerdict(tokenlessDoorsClosed, through('no-token-door', door, status));
    expect(closed.map(verdict)).toEqual(closed.map(() => 'kept'));
    expect(open.map(verdict)).toEqual(open.map(() => 'broken'));
    expect(verdict(500)).toBe('unobserved');
  });

  test('a door is not judged where GET is open, which another clause judges', () => {
    const open = exchangeDraft('no-token', [], { status: 200, jobId: firstId });
    expect(judgeVerdict(tokenlessDoorsClosed, open, through('no-token-door', 'HEAD', 200))).toBe(
      'unobserved',
    );
    const list = exchangeDraft('no-token', [], { status: 200 });
    expect(judgeVerdict(tokenlessDoorsClosed, list, through('no-token-door', 'HEAD', 200))).toBe('broken');
  });

  test('a breach names the door', () => {
    const all = (['HEAD', 'no slash', 'page', 'CSV'] as const).map((door) =>
      through('no-token-door', door, 200),
    );
    expect(findBreaches(tokenlessDoorsClosed, ...all).map(({ expected }) => expected)).toEqual([
      'status 401 for HEAD, as for GET',
      'status 401 or a redirect without the trailing slash',
      'status 401 or another error for a page',
      'status 401 or another error for CSV',
    ]);
  });
});

/** Another user's job as a page for people. */
const page = (body: string): ExchangeDraft =>
  exchangeDraft('foreign-door', body, { jobId: firstId, request: doors.CSV });
const odd = (status: number): ExchangeDraft => exchangeDraft('random-id', {}, { status, jobId: 'a b' });

describe("another user's job", () => {
  test.each<[Door, readonly number[], readonly number[]]>([
    ['HEAD', [404, 405], [200, 301, 401, 403]],
    ['no slash', [301, 308, 404], [200, 403]],
    ['CSV', [400, 403, 404, 406], [200, 204]],
    ['results as CSV', [400, 404, 406], [200, 403]],
  ])('is closed to %s with %j, and open with %j', (door, closed, open) => {
    const verdict = (status: number) =>
      judgeVerdict(foreignDoorsClosed, through('foreign-door', door, status));
    expect(closed.map(verdict)).toEqual(closed.map(() => 'kept'));
    expect(open.map(verdict)).toEqual(open.map(() => 'broken'));
  });

  test('is not shown by a page for people that does not contain its id', () => {
    expect(judgeVerdict(foreignDoorsClosed, page('<html>Welcome</html>'))).toBe('unobserved');
    expect(judgeVerdict(foreignDoorsClosed, page(`<html>${firstId.toUpperCase()}</html>`))).toBe('broken');
  });

  test('may be blocked in upper case, if every odd id is', () => {
    const upper = exchangeDraft('foreign-door', {}, { status: 403, jobId: firstId.toUpperCase() });
    expect(judgeVerdict(foreignDoorsClosed, upper, odd(403))).toBe('kept');
    expect(judgeVerdict(foreignDoorsClosed, upper, odd(404))).toBe('broken');
  });

  test('must not be found by its id in upper case', () => {
    const upper = exchangeDraft('foreign-door', {}, { jobId: firstId.toUpperCase() });
    expect(findBreaches(foreignDoorsClosed, upper)).toEqual([
      { exchange: '#1', expected: 'status 404 for the id in upper case', actual: 'status 200' },
    ]);
  });
});

describe('without a token, a job looks like an unknown job', () => {
  const refused = (tag: ExchangeDraft['tag'], others: Partial<ExchangeDraft> = {}) =>
    exchangeDraft(tag, words, { status: 401, jobId: tag === 'no-token' ? firstId : secondId, ...others });
  const unknown = refused('no-token-unknown-job');

  test.each<[string, readonly ExchangeDraft[], string]>([
    ['the same', [refused('no-token'), unknown], 'kept'],
    ['an additional header', [refused('no-token', { headers: { ETag: '"1"' } }), unknown], 'broken'],
    [
      'another challenge',
      [refused('no-token', { headers: { 'WWW-Authenticate': 'Bearer realm="job"' } }), unknown],
      'broken',
    ],
    ['another body', [refused('no-token', { body: { ...words, owner: 1 } }), unknown], 'broken'],
    [
      'a header that differs in all responses',
      [1, 2]
        .map((count) => refused('near-token', { headers: { 'X-Node': `${count}` } }))
        .concat([
          refused('no-token', { headers: { 'X-Node': '3' } }),
          refused('no-token-unknown-job', { headers: { 'X-Node': '4' } }),
        ]),
      'kept',
    ],
    [
      'another status, which other clauses judge',
      [refused('no-token', { status: 404 }), unknown],
      'unobserved',
    ],
    ['of the list alone', [exchangeDraft('no-token', words, { status: 401 }), unknown], 'unobserved'],
  ])('%s', (_, all, verdict) => {
    expect(judgeVerdict(tokenlessLikeUnknown, ...all)).toBe(verdict);
  });
});
