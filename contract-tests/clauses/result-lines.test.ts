import { type ExchangeDraft, findBreaches, judgeVerdict } from '../testing/exchanges.ts';
import { detailWithStatus, file, numberedPage, page, people, results } from '../testing/results.ts';
import { csvInUtf8, csvRectangular, csvSameRecords } from './result-lines.ts';

const completed = detailWithStatus('completed');

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

  test('each record needs its own line: JSON with one record twice has more than the file', () => {
    const twice = results(page(people9.map((one, index) => people9[index === 5 ? 4 : index] ?? one)));
    const found = findBreaches(csvSameRecords, completed, twice, csv([columns, ...rows]), completed);
    expect(found[0]?.expected).toMatch(/^a line with record 6 of #2/);
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

const piece = (number: number, records: readonly unknown[]) =>
  numberedPage(number, 3, page(records, { total_records: 9 }));

const verdict = (answer: ExchangeDraft, start: readonly unknown[], next: readonly unknown[]) =>
  judgeVerdict(csvSameRecords, completed, piece(1, start), piece(2, next), answer, completed);

describe('the records of several pages', () => {
  const second = people9.slice(3, 6);
  const whole9 = csv([columns, ...rows]);

  test('are in the order of the file on every page, if they are on the first', () => {
    const start = people9.slice(0, 3);
    expect(verdict(whole9, start, second)).toBe('kept');
    expect(verdict(whole9, start, second.toReversed())).toBe('broken');
    expect(verdict(csv([columns, ...rows.toReversed()]), start, second)).toBe('kept');
  });

  test('may have a text that the file writes in another way', () => {
    const guarded = csv([columns, ...rows.with(4, [`'${rows[4]?.[0]}`, ...(rows[4] ?? []).slice(1)])]);
    expect(verdict(guarded, people9.slice(0, 3), second)).toBe('kept');
  });

  test('have the texts that the file has, and the other way around', () => {
    const withoutTitles = people9.map((one) => ({ ...one, job_title: null }));
    const title = columns.indexOf('job_title');
    const emptied = csv([columns, ...rows.map((row) => row.with(title, ''))]);
    expect(verdict(whole9, withoutTitles.slice(0, 3), withoutTitles.slice(3, 6))).toBe('broken');
    expect(verdict(emptied, people9.slice(0, 3), second)).toBe('broken');
    expect(verdict(emptied, withoutTitles.slice(0, 3), withoutTitles.slice(3, 6))).toBe('kept');
    const none = csv([columns, ...rows.map((row) => row.with(title, 'None'))]);
    expect(verdict(none, withoutTitles.slice(0, 3), withoutTitles.slice(3, 6))).toBe('kept');
  });

  test('cannot be told apart after an open quote', () => {
    const open = csv([columns, ...rows.with(3, ['"text-104', ...(rows[3] ?? []).slice(1)])]);
    expect(judgeVerdict(csvRectangular, completed, whole, open, completed)).toBe('broken');
  });
});
