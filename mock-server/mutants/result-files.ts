/** Mutants of results as CSV: lines, columns and characters. */
import { type Mutant, replaceAnswer } from './mutant.ts';
import { findState } from './result-rows.ts';
import { mutateFile, mutateResults, record } from './results.ts';

/** Changes each line but the first one and the empty last one. */
const mutateLines = (change: (line: string, index: number) => string) =>
  mutateFile(([head = '', ...lines]) => [
    head,
    ...lines.map((line, index) => (line === '' ? line : change(line, index))),
  ]);

export const resultFileMutants = [
  {
    name: 'csv-of-the-first-page',
    about: 'The CSV has only the first fifty records.',
    onReply: mutateFile((lines) => (lines.length > 52 ? [...lines.slice(0, 51), ''] : lines)),
  },
  {
    name: 'csv-comma-not-quoted',
    about: 'A cell of the second line contains a comma and is not quoted.',
    onReply: mutateLines((line, index) => (index === 1 ? line.replace(',', ' and Sons, Ltd,') : line)),
  },
  {
    name: 'csv-quote-left-open',
    about: 'A cell of the sixth line begins with a quote and does not end with one.',
    onReply: mutateLines((line, index) => (index === 5 ? `"${line}` : line)),
  },
  {
    name: 'csv-lines-too-short',
    about: 'Every third line lacks its last cell.',
    onReply: mutateLines((line, index) => (index % 3 === 0 ? line.replace(/,[^,]*$/, '') : line)),
  },
  {
    name: 'csv-columns-swapped',
    about: "Two columns of the CSV have each other's names.",
    onReply: mutateFile(([head = '', ...lines]) => [
      head.replace('contact_email', 'x').replace('job_title', 'contact_email').replace(/\bx\b/, 'job_title'),
      ...lines,
    ]),
  },
  {
    name: 'csv-of-another-job',
    about: 'The CSV has as many records as the job, but those of another one.',
    onReply: mutateLines(() => Object.values(record).join(',')),
  },
  {
    name: 'csv-in-latin-1',
    about: 'A name in the CSV has a character that is not UTF-8.',
    onReply: mutateLines((line, index) => (index === 0 ? `M\ufffdller${line}` : line)),
  },
  {
    name: 'csv-cut-in-a-character',
    about: 'The CSV ends in the middle of a character.',
    onReply: mutateFile((lines) => lines.toSpliced(-2, 1, `${lines.at(-2)}\ufffd`)),
  },
  {
    name: 'csv-of-running-jobs',
    about: 'A job that is in progress has a record in its CSV.',
    onReply: mutateResults(400, (reply, context, { target }) =>
      target.includes('report_type=csv') && findState(context)?.apiStatus === 'in-progress'
        ? replaceAnswer(reply, 200, `${Object.keys(record).join(',')}\r\nAda,Lovelace\r\n`, 'text/csv')
        : reply,
    ),
  },
] as const satisfies readonly Mutant[];
