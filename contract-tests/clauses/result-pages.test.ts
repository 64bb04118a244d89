import { findBreaches, type ExchangeDraft, judgeVerdict } from '../testing/exchanges.ts';
import { file, numberedPage, page, people, results, detailWithStatus } from '../testing/results.ts';
import * as files from './result-file.ts';
import * as judge from './result-pages.ts';

const all = people(9);
const whole = results(page(all));
const piece = (
  number: number,
  size: number,
  changes: object = {},
  tag: 'results-page' | 'results-again' = 'results-page',
) =>
  numberedPage(
    number,
    size,
    page(all.slice((number - 1) * size, number * size), { total_records: 9, ...changes }),
    tag,
  );
const still = (...answers: readonly ExchangeDraft[]) => [
  detailWithStatus('completed'),
  whole,
  ...answers,
  detailWithStatus('completed'),
];

describe('result pages', () => {
  test.each<[string, readonly ExchangeDraft[], readonly string[]]>([
    ['add up', still(piece(1, 2), piece(2, 2), piece(5, 2)), ['kept', 'kept', 'kept']],
    ['have another total', still(piece(1, 2, { total_records: 8 })), ['broken', 'kept', 'kept']],
    ['are not full', still(piece(2, 2, { data: all.slice(2, 3) })), ['kept', 'broken', 'kept']],
    ['lack a record on the last page', still(piece(5, 2, { data: [] })), ['kept', 'broken', 'kept']],
    ['overlap', still(piece(2, 2, { data: all.slice(1, 3) })), ['kept', 'kept', 'broken']],
    [
      'belong to a job that was enhanced in the meantime',
      [
        detailWithStatus('completed'),
        whole,
        piece(1, 2, { data: people(2, 50) }),
        detailWithStatus('completed', '2026-05-06T15:00:00Z'),
      ],
      ['unobserved', 'kept', 'unobserved'],
    ],
    [
      'belong to a paused job, which may have continued',
      [detailWithStatus('paused'), whole, piece(1, 2, { total_records: 8 }), detailWithStatus('paused')],
      ['unobserved', 'kept', 'unobserved'],
    ],
    ['are missing', [detailWithStatus('completed')], ['unobserved', 'unobserved', 'unobserved']],
  ])('%s', (_, seen, verdicts) => {
    const judges = [judge.totalSteady, judge.pagesFull, judge.pagesJoin];
    expect(judges.map((one) => judgeVerdict(one, ...seen))).toEqual(verdicts);
  });

  test('are reported with the first misplaced record', () => {
    const [breach] = findBreaches(judge.pagesJoin, ...still(piece(2, 2, { data: all.slice(1, 3) })));
    expect(breach?.exchange).toBe('#3');
    expect(breach?.expected).toMatch(/^record 3 as in #2: .*"imported_first_name":"text-103"/);
    expect(breach?.actual).toContain('"imported_first_name":"text-102"');
  });

  test.each<[string, ExchangeDraft, string]>([
    ['the same', piece(1, 2, {}, 'results-again'), 'kept'],
    ['others', piece(1, 2, { data: all.slice(1, 3) }, 'results-again'), 'broken'],
    ['in another order', piece(1, 2, { data: all.slice(0, 2).toReversed() }, 'results-again'), 'broken'],
  ])('that are requested twice have records that are %s', (_, again, verdict) => {
    expect(judgeVerdict(judge.sameTwice, ...still(piece(1, 2), again))).toBe(verdict);
  });

  test.each<[string, ExchangeDraft, string]>([
    ['an empty page', piece(6, 2, {}, 'results-page'), 'kept'],
    ['404', results({ detail: 'Invalid page.' }, { status: 404 }), 'kept'],
    ['the last page', piece(6, 2, { data: all.slice(-1) }), 'broken'],
    ['a crash', results('<h1>', { status: 500 }), 'broken'],
  ])('end with %s beyond the last page', (_, answer, verdict) => {
    expect(judgeVerdict(judge.nothingBeyond, { ...answer, tag: 'results-beyond' })).toBe(verdict);
  });

  test.each<[string, ExchangeDraft, string]>([
    ['is refused', results({ page_size: ['Too large.'] }, { status: 400 }), 'kept'],
    ['is cut to the limit', results(page(people(200), { page_size: 200 })), 'kept'],
    ['is served with the default size', results(page(people(50))), 'kept'],
    ['is served in full', results(page(people(201), { page_size: 201 })), 'broken'],
    ['is announced but not served', results(page(people(9), { page_size: 201 })), 'broken'],
  ])('a page of 201 records %s', (_, answer, verdict) => {
    const asked = { ...answer, tag: 'results-oversized', query: 'page=1&page_size=201' } as const;
    expect(judgeVerdict(judge.pageSizeCapped, asked)).toBe(verdict);
  });
});

const columns = Object.keys(all[0] ?? {});
const lines = (rows: readonly (readonly unknown[])[]) => rows.map((row) => `${row.join(',')}\r\n`).join('');
const rows = all.map((record) => Object.values(record));
const csv = lines([columns, ...rows]);
const attached = { 'Content-Disposition': 'attachment; filename="x.csv"' };

describe('the results as a file', () => {
  test.each<[string, ExchangeDraft, readonly string[]]>([
    ['with all records', file(csv, attached), ['kept', 'kept', 'kept', 'kept']],
    [
      'with other line ends and a byte order mark',
      file(`\ufeff${csv.replaceAll('\r', '')}`, attached),
      ['kept', 'kept', 'kept', 'kept'],
    ],
    [
      'with more columns',
      file(lines([[...columns, 'x'], ...rows.map((row) => [...row, '1'])])),
      ['kept', 'kept', 'kept', 'broken'],
    ],
    ['without a file name', file(csv), ['kept', 'kept', 'kept', 'broken']],
    [
      'lacking a row',
      file(lines([columns, ...rows.slice(1)]), attached),
      ['kept', 'broken', 'broken', 'kept'],
    ],
    [
      'lacking a column',
      file(lines([columns.slice(1), ...rows.map((row) => row.slice(1))]), attached),
      ['kept', 'kept', 'broken', 'kept'],
    ],
    [
      'with None in a cell',
      file(csv.replaceAll(',,', ',None,'), attached),
      ['kept', 'kept', 'broken', 'kept'],
    ],
    ['without a header row', file(lines(rows), attached), ['kept', 'kept', 'broken', 'kept']],
    [
      'in JSON',
      { ...whole, tag: 'results-csv', headers: attached },
      ['broken', 'unobserved', 'unobserved', 'kept'],
    ],
    [
      'refused',
      { ...results({}, { status: 406 }), tag: 'results-csv' },
      ['broken', 'unobserved', 'unobserved', 'unobserved'],
    ],
  ])('%s', (_, answer, verdicts) => {
    const judges = [files.csvServed, files.csvComplete, files.csvAgrees, files.csvAttached];
    expect(judges.map((one) => judgeVerdict(one, ...still(answer)))).toEqual(verdicts);
  });

  test('a breach names the first cell that differs', () => {
    const wrong = file(csv.replace('text-103', 'text-99'), attached);
    expect(findBreaches(files.csvAgrees, ...still(wrong))).toEqual([
      {
        exchange: '#3',
        expected: 'imported_first_name of record 3 as in #2: "text-103"',
        actual: '"text-99"',
      },
    ]);
  });
});
