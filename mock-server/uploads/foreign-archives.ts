/** Recognizes archives that are not Excel workbooks, by the names of their parts, and says what to do. */
import { RefusedFile } from './table.ts';
import type { Archive } from './zip.ts';

const kinds: readonly (readonly [part: RegExp, sentence: string])[] = [
  [
    /^xl\/workbook\.bin$/,
    'The file is a binary Excel workbook (.xlsb). Open it in Excel and save it as .xlsx or as CSV.',
  ],
  [
    /^content\.xml$/,
    'The file is an OpenDocument file (.ods). Open it in LibreOffice and save it as .xlsx or as CSV.',
  ],
  [
    /^(index\/.*\.iwa|index\.zip)$/,
    'The file is a Numbers document. Open it in Numbers and choose File > Export To > Excel or CSV.',
  ],
  [/^word\/document\.xml$/, 'The file is a Word document. Submit the table as .xlsx or as CSV.'],
  [/^ppt\/presentation\.xml$/, 'The file is a PowerPoint presentation. Submit the table as .xlsx or as CSV.'],
];

/** @throws RefusedFile when the parts of the archive show that it is something else than a workbook */
export function refuseForeignArchive({ parts }: Archive): void {
  if (parts.has('xl/workbook.xml')) return;
  for (const name of parts.keys())
    for (const [part, sentence] of kinds) if (part.test(name)) throw new RefusedFile(sentence);
}

/** The message for an archive without a worksheet. */
export function refuseArchive({ parts }: Archive): RefusedFile {
  const names = [...parts.keys()];
  if (names.length === 0) return new RefusedFile('The file is an empty archive.');
  if (names.some((name) => name.endsWith('workbook.xml')))
    return new RefusedFile(
      'The workbook has no worksheet, only sheets of other kinds. Put the table on a worksheet.',
    );
  const shown = names.slice(0, 3).map((name) => JSON.stringify(name.slice(0, 60)));
  const more = names.length > shown.length ? ', ...' : '';
  return new RefusedFile(
    `The file is a ZIP archive but not an Excel workbook; it contains ${shown.join(', ')}${more}. Unpack it, and submit the table itself.`,
  );
}
