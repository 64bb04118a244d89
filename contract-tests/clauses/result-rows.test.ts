import { type ExchangeDraft, findBreaches, judgeVerdict } from '../testing/exchanges.ts';
import { detailWithStatus, file, page, people, person, results } from '../testing/results.ts';
import { csvInUtf8, csvRectangular, csvSameRecords, pausedKeepRows, recordsAlike } from './result-rows.ts';

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

const people9 = people(9).map((one, index) => ({
  ...one,
  job_title: `text-${300 + index}`,
  contact_email: `email-${index}@redacted.example`,
}));
const whole = results(page(people9));
const columns = Object.keys(people9[0] ?? {});
const rows = people9.map((record) => Object.values(record).map(String));
const write = (lines: readonly (readonly string[])[]) =>
  lines.map((line) => `${line.join(',')}\r\n`).join('');
const csv = (lines: readonly (readonly string[])[], type = 'text/csv') =>
  file(write(lines).replaceAll('null', ''), { 'Content-Type': type });
const swap = (name: string) => ({ contact_email: 'job_title', job_title: 'contact_email' })[name] ?? name;

const seen = (answer: ExchangeDraft) => [completed, whole, answer, completed];

describe('the lines of a file', () => {
  test.each<[string, ExchangeDraft, readonly string[]]>([
    ['agree', csv([columns, ...rows]), ['kept', 'kept', 'kept']],
    ['are in another order', csv([columns, ...rows.toReversed()]), ['kept', 'kept', 'kept']],
    [
      'have another order of columns',
      csv([columns, ...rows].map((line) => line.toReversed())),
      ['kept', 'kept', 'kept'],
    ],
    [
      'have one more column',
      csv([[...columns, 'x'], ...rows.map((row) => [...row, '1'])]),
      ['kept', 'kept', 'kept'],
    ],
    [
      'end with an empty line',
      file(`${write([columns, ...rows]).replaceAll('null', '')}\r\n`),
      ['kept', 'kept', 'kept'],
    ],
    ['have no names', csv(rows), ['unobserved', 'unobserved', 'kept']],
    [
      'write emails in another way',
      csv([columns, ...rows.map((row) => row.map((cell) => cell.replace('@redacted', '@REDACTED')))]),
      ['kept', 'kept', 'kept'],
    ],
    [
      'have a comma too many',
      csv([columns, ...rows.with(2, ['a', ...(rows[2] ?? [])])]),
      ['broken', 'broken', 'kept'],
    ],
    [
      'lack a cell',
      csv([columns, ...rows.with(2, (rows[2] ?? []).slice(0, -1))]),
      ['broken', 'kept', 'kept'],
    ],
    ['have swapped names', csv([columns.map(swap), ...rows]), ['kept', 'broken', 'kept']],
    [
      'belong to another job',
      csv([columns, ...rows.map((row) => row.map((cell) => `${cell}9`))]),
      ['kept', 'broken', 'kept'],
    ],
    [
      'lack a record, and have another one twice',
      csv([columns, ...rows.with(4, rows[5] ?? [])]),
      ['kept', 'broken', 'kept'],
    ],
    [
      'have an invalid byte',
      csv([columns, ...rows.with(0, ['M\ufffdller', ...(rows[0] ?? []).slice(1)])]),
      ['kept', 'kept', 'broken'],
    ],
    [
      'name another charset',
      csv([columns, ...rows], 'text/csv; charset=windows-1252'),
      ['kept', 'kept', 'unobserved'],
    ],
  ])('%s', (_, answer, verdicts) => {
    const judges = [csvRectangular, csvSameRecords, csvInUtf8];
    expect(judges.map((one) => judgeVerdict(one, completed, whole, answer, completed))).toEqual(verdicts);
  });

  test('a breach names the line, the record or the column', () => {
    const longer = csv([columns, ...rows.with(2, ['a', ...(rows[2] ?? [])])]);
    expect(findBreaches(csvRectangular, ...seen(longer))[0]?.actual).toMatch(
      /^12 cells in line 4: a,text-103/,
    );
    expect(findBreaches(csvSameRecords, ...seen(longer))[0]?.expected).toMatch(/^a line with record 3 of #2/);
    expect(findBreaches(csvSameRecords, ...seen(csv([columns.map(swap), ...rows])))).toEqual([
      {
        exchange: '#3',
        expected: 'the texts of contact_email in the column contact_email',
        actual: 'they are in the column job_title',
      },
    ]);
  });
});
