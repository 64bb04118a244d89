import type { Defect } from '../evidence/defects.ts';
import { exchangeDraft, findBreaches, firstId, job, judgeVerdict, list } from '../testing/exchanges.ts';
import { answersWhole, headWithoutBody, responsesAreHttp } from './framing.ts';

const detail = (draft: object) => exchangeDraft('detail', job(), { jobId: firstId, ...draft });
const head = (draft: object) => exchangeDraft('head', '', { request: { method: 'HEAD' }, ...draft });
const answered = (...defects: readonly Defect[]) => (defects.length === 0 ? {} : { defects });

test.each<[string, object, string, string]>([
  ['nothing', answered(), 'kept', 'kept'],
  ['its length', answered({ kind: 'cut-short', detail: 'Content-Length is 9' }), 'broken', 'kept'],
  ['its end', answered({ kind: 'more-bytes' }), 'broken', 'kept'],
  ['silence', answered({ kind: 'unasked-bytes' }), 'broken', 'kept'],
  ['a status without a body', answered({ kind: 'body-without-place' }), 'broken', 'kept'],
  ['its encoding', answered({ kind: 'not-decompressible' }), 'broken', 'kept'],
  ['its framing', answered({ kind: 'length-and-encoding' }), 'kept', 'broken'],
  ['a header', answered({ kind: 'space-before-colon' }), 'kept', 'broken'],
  ['both', answered({ kind: 'bare-cr' }, { kind: 'more-bytes' }), 'broken', 'broken'],
  ['everything', { failed: 'host: not HTTP', isMalformed: true }, 'unobserved', 'broken'],
  ['no promise, since no response came', { failed: 'host: reset' }, 'unobserved', 'unobserved'],
])('a response that breaks %s', (_, draft, whole, isHttp) => {
  expect([judgeVerdict(answersWhole, detail(draft)), judgeVerdict(responsesAreHttp, detail(draft))]).toEqual([
    whole,
    isHttp,
  ]);
});

test('a body after the headers of HEAD is left to another clause', () => {
  const withBody = head(answered({ kind: 'body-without-place', detail: '9 bytes' }));
  expect(judgeVerdict(headWithoutBody, withBody)).toBe('broken');
  expect(judgeVerdict(headWithoutBody, head({}))).toBe('kept');
  expect(judgeVerdict(headWithoutBody, list(job()))).toBe('unobserved');
  expect(judgeVerdict(answersWhole, list(job()), withBody)).toBe('kept');
  expect(judgeVerdict(responsesAreHttp, withBody)).toBe('kept');
});

test.each([
  ['close', 'body-without-place', 'kept'],
  ['Close, X', 'body-without-place', 'kept'],
  ['keep-alive', 'body-without-place', 'broken'],
  ['close', 'unasked-bytes', 'broken'],
] as const)(
  'after HEAD, with Connection: %s, the defect %s disturbs the next response',
  (connection, kind, verdict) => {
    const response = head({ ...answered({ kind }), headers: { Connection: connection } });
    expect(judgeVerdict(headWithoutBody, response)).toBe(verdict);
  },
);

test('each breach says what the response breaks, and where RFC 9112 forbids it', () => {
  expect(
    findBreaches(
      responsesAreHttp,
      detail(answered({ kind: 'several-lengths' }, { kind: 'bare-lf' })),
      detail({ failed: 'host: the response is not valid HTTP', isMalformed: true }),
    ).map(({ exchange, actual }) => [exchange, actual]),
  ).toEqual([
    ['#1', 'there are several Content-Length values (6.3)'],
    ['#1', 'a line ends with LF alone, not with CRLF (2.2)'],
    ['#2', 'host: the response is not valid HTTP'],
  ]);
});
