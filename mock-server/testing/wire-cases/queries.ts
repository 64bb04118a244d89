/** The query of Results, which is checked before the job is looked up; the job has no results yet. */
import { noChoice, notFound, notReady, ownJobId as id, refused } from '../answers.ts';
import type { WireCase } from './wire-case.ts';

const tooSmall = 'Ensure this value is greater than or equal to 1.';
const tooLarge = 'Ensure this value is less than or equal to 200.';
const noInteger = 'A valid integer is required.';
const page = (words: string) => refused(['page'], words);

const queries: readonly (readonly [query: string, want: string])[] = [
  ['page=1', notReady],
  ['page=', notReady],
  ['page=%20', notReady],
  ['page=%201%20', notReady],
  ['page=1.0', notReady],
  ['page=1.', notReady],
  ['page=%2B1', notReady],
  ['page=01', notReady],
  ['page=1_000', notReady],
  ['page=%EF%BC%91', notReady],
  ['page=%D9%A1', notReady],
  ['page=9&page=1', notReady],
  ['page=99999999999999999999', notReady],
  [`page=${'1'.repeat(1000)}`, notReady],
  [`page=${'1'.repeat(1001)}`, page('String value too large.')],
  ['page=0', page(tooSmall)],
  ['page=-0', page(tooSmall)],
  ['page=-1', page(tooSmall)],
  ['page=00', page(tooSmall)],
  ['page=two', page(noInteger)],
  ['page=1.5', page(noInteger)],
  ['page=1e1', page(noInteger)],
  ['page=.0', page(noInteger)],
  ['page=0x1', page(noInteger)],
  ['page=1__0', page(noInteger)],
  ['page=_1', page(noInteger)],
  ['page=%2B-1', page(noInteger)],
  ['page=1,000', page(noInteger)],
  ['page=%C2%B2', page(noInteger)],
  ['page=last', page(noInteger)],
  ['page=null', page(noInteger)],
  ['page=1%00', page(noInteger)],
  ['page_size=200', notReady],
  ['page_size=201', refused(['page_size'], tooLarge)],
  ['page_size=0', refused(['page_size'], tooSmall)],
  ['page_size=1_000', refused(['page_size'], tooLarge)],
  ['PAGE=0', notReady],
  ['page[]=0', notReady],
  ['report_type=json', notReady],
  ['report_type=', notReady],
  ['report_type=xml', noChoice('report_type', 'xml')],
  ['report_type=CSV', noChoice('report_type', 'CSV')],
  ['report_type=%20json', noChoice('report_type', ' json')],
  ['report_type=%FF', noChoice('report_type', '\ufffd')],
  ['report_type=%22', noChoice('report_type', '"')],
];

export const resultQueries: readonly WireCase[] = [
  ...queries.map(
    ([query, want]) => [query, `GET /api/v1/enrichment/result/${id}/?${query}`, {}, want] as const,
  ),
  [
    'all errors at once, in the order of the parameters',
    `GET /api/v1/enrichment/result/${id}/?page_size=x&report_type=xml&page=0`,
    {},
    `400 ${JSON.stringify({ report_type: ['"xml" is not a valid choice.'], page: [tooSmall], page_size: [noInteger] })}`,
  ],
  [
    "a bad query on another user's job",
    `GET /api/v1/enrichment/result/${id}/?page=0`,
    { token: 'bob-token' },
    page(tooSmall),
  ],
  [
    "a good query on another user's job",
    `GET /api/v1/enrichment/result/${id}/?page=1`,
    { token: 'bob-token' },
    notFound,
  ],
];
