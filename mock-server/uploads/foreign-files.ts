/** Recognizes files that are neither CSV nor .xlsx, and says what to do. */
import { RefusedFile } from './table.ts';

const save = 'save it as .xlsx or as CSV';
const inExcel = `Open it in Excel and ${save}.`;

/** How files begin, as binary strings. */
const signatures: readonly (readonly [beginning: string, sentence: string])[] = [
  ['\u0009\u0000\u0004\u0000', `The file is an Excel file in an old format: ${save}.`],
  ['\u0009\u0002\u0006\u0000', `The file is an Excel file in an old format: ${save}.`],
  ['\u0009\u0004\u0006\u0000', `The file is an Excel file in an old format: ${save}.`],
  ['\u0009\u0008\u0008\u0000', `The file is an Excel file in an old format: ${save}.`],
  ['\u0009\u0008\u0010\u0000', `The file is an Excel file in an old format: ${save}.`],
  ['%PDF-', 'The file is a PDF. Submit the table that it was created from, as .xlsx or as CSV.'],
  ['{\\rtf', 'The file is a text document (RTF). Submit the table as .xlsx or as CSV.'],
  ['\u001f\u008b', 'The file is packed with gzip. Unpack it, and submit what is in it.'],
  ['BZh9', 'The file is packed with bzip2. Unpack it, and submit what is in it.'],
  ['\u00fd7zXZ\u0000', 'The file is packed with xz. Unpack it, and submit what is in it.'],
  ['(\u00b5/\u00fd', 'The file is packed with zstd. Unpack it, and submit what is in it.'],
  ['7z\u00bc\u00af\u0027\u001c', 'The file is a 7-Zip archive. Unpack it, and submit what is in it.'],
  ['Rar!\u001a\u0007', 'The file is a RAR archive. Unpack it, and submit what is in it.'],
  ['\u0089PNG', 'The file is a picture (PNG). Submit the table as .xlsx or as CSV.'],
  ['\u00ff\u00d8\u00ff', 'The file is a picture (JPEG). Submit the table as .xlsx or as CSV.'],
  ['GIF8', 'The file is a picture (GIF). Submit the table as .xlsx or as CSV.'],
  ['PAR1', 'The file is a Parquet file. Submit the table as .xlsx or as CSV.'],
  ['SQLite format 3', 'The file is an SQLite database. Submit the table as .xlsx or as CSV.'],
];

/** How the container of Excel files of before 2007 begins, and that of files with a password. */
const container = '\u00d0\u00cf\u0011\u00e0';

/** The names of streams in such a container, as it has them in UTF-16. */
const toContainerName = (name: string) => [...name].map((letter) => `${letter}\u0000`).join('');
const encryptionMarks = [toContainerName('EncryptedPackage'), toContainerName('DRMEncrypted')];

/**
 * @param content bytes as a binary string
 * @throws RefusedFile if the file begins like one that is not a table
 */
export function refuseForeignFile(content: string): void {
  if (content.startsWith(container)) throw new RefusedFile(describeContainer(content));
  for (const [beginning, sentence] of signatures)
    if (content.startsWith(beginning)) throw new RefusedFile(sentence);
}

function describeContainer(content: string): string {
  if (encryptionMarks.some((name) => content.includes(name)))
    return 'The file is protected with a password. Open it in Excel, save it without a password (File > Info > Protect Workbook > Encrypt with Password, and leave the password empty), and submit that.';
  if (content.includes(toContainerName('WordDocument')))
    return 'The file is a Word document. Submit the table as .xlsx or as CSV.';
  return `The file is an Excel file in an old format: ${save}.`;
}

/** Beginnings of texts, after blanks. The first match decides. */
const texts: readonly (readonly [pattern: RegExp, sentence: string])[] = [
  [
    /^<\?xml[^]*(urn:schemas-microsoft-com:office:spreadsheet|progid="Excel\.Sheet")/i,
    `The file is an XML Spreadsheet 2003. ${inExcel}`,
  ],
  [
    /^<\?xml[^]*<office:document\b/i,
    `The file is an OpenDocument spreadsheet (.fods). Open it in LibreOffice and ${save}.`,
  ],
  [
    /^(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*)?<(!doctype\s+html|html|head|meta|body|div|style|table)\b/i,
    `The file is a web page (HTML), even if its name ends in .xls. ${inExcel}`,
  ],
  [/^<(\?xml|workbook)\b/i, `The file is XML but not a table. Submit the table as .xlsx or as CSV.`],
  [
    /^mime-version:[^]*(multipart\/related|text\/html)/i,
    `The file is a web page (MHTML), even if its name ends in .xls. ${inExcel}`,
  ],
  [/^ID;P[^\r\n]*[\r\n]+(P;P|F;P|B;|C;|O;)/, `The file is a SYLK file (.slk). ${inExcel}`],
  [/^TABLE\r?\n0,1\r?\n/, `The file is a DIF file. ${inExcel}`],
  [
    /^(\{\s*"|\[\s*[[{])/,
    'The file is JSON. Send its records as the body of the request, with Content-Type: application/json.',
  ],
];

/**
 * @param beginning of a file that was taken for CSV
 * @throws RefusedFile when it is a text of another kind
 */
export function refuseForeignText(beginning: string): void {
  const text = beginning.slice(0, 4096).replace(/^[\s\ufeff]+/, '');
  for (const [pattern, sentence] of texts) if (pattern.test(text)) throw new RefusedFile(sentence);
}
