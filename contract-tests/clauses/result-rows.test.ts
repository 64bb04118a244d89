import { type ExchangeDraft, judgeVerdict } from '../testing/exchanges.ts';
import { detailWithStatus, page, people, person, results } from '../testing/results.ts';
import { pausedKeepRows, recordsAlike } from './result-rows.ts';

const first = (total: number) => results(page(people(Math.min(total, 3)), { total_records: total }));
const again = (total: number) => ({ ...first(total), tag: 'results-again' }) as const;
const [paused, completed] = [detailWithStatus('paused'), detailWithStatus('completed')];

test.each<[string, readonly ExchangeDraft[], string]>([
  ['keeps its records', [paused, first(40), again(40), paused], 'kept'],
  ['continues', [paused, first(40), detailWithStatus('in-progress'), paused, again(60)], 'kept'],
  ['is completed with more', [paused, first(40), completed, again(60)], 'kept'],
  ['loses one', [paused, first(40), again(39), paused], 'broken'],
  ['is completed with fewer', [paused, first(40), completed, again(39)], 'broken'],
  [
    'was completed before, and shrinks, which is another clause',
    [completed, first(40), again(39)],
    'unobserved',
  ],
  ['was read once', [paused, first(40)], 'unobserved'],
])('a paused job %s', (_, all, verdict) => {
  expect(judgeVerdict(pausedKeepRows, ...all)).toBe(verdict);
});

const { last_name: _lastName, ...shorter } = person();
test.each<[string, readonly unknown[], string]>([
  ['the same fields', people(3), 'kept'],
  [
    'the same fields in another order',
    [person(), Object.fromEntries(Object.entries(person()).toReversed())],
    'kept',
  ],
  ['fewer fields', [person(), shorter], 'broken'],
  ['more fields', [person(), person({ industry: 'text-9' })], 'broken'],
  ['nothing to compare', [person()], 'unobserved'],
])('records have %s', (_, records, verdict) => {
  expect(judgeVerdict(recordsAlike, results(page(records)))).toBe(verdict);
});
