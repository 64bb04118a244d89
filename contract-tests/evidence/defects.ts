/** Names the ways in which a response can break HTTP itself, below the level of statuses, headers and bodies. */

/** What each defect breaks, for people. The sections are those of RFC 9112. */
const descriptions = {
  // The message does not end where it says
  'cut-short': 'the response ends before it is complete (6.3)',
  'more-bytes': 'more bytes follow the end of the response (6.3)',
  'unasked-bytes': 'bytes arrived that no request had asked for, after an earlier response (6.3)',
  'body-without-place': 'a body follows a response that must not have one (6.3)',
  'not-decompressible': 'the body does not have the encoding that Content-Encoding names (RFC 9110, 8.4)',
  // The message is not HTTP as the grammar has it
  'status-line': 'the status line is not valid (4)',
  'length-and-encoding': 'there are both Content-Length and Transfer-Encoding (6.2)',
  'several-lengths': 'there are several Content-Length values (6.3)',
  'invalid-length': 'Content-Length is not a number (6.2)',
  'invalid-chunk': 'a chunk is not valid (7.1)',
  'space-before-colon': 'there is a space between the name of a header and its colon (5.1)',
  'invalid-header': 'a line of the headers is not a header (5)',
  'folded-header': 'a header continues on the next line (5.2)',
  'control-character': 'a header contains a control character (5.5)',
  'bare-cr': 'a line contains a CR without its LF (2.2)',
  'bare-lf': 'a line ends with LF alone, not with CRLF (2.2)',
} as const;

export type DefectKind = keyof typeof descriptions;

export interface Defect {
  readonly kind: DefectKind;
  /** Only numbers and names of ours, never text of the target. */
  readonly detail?: string;
}

/** The defects of the end of a message; the others concern its grammar. */
const endDefects: ReadonlySet<DefectKind> = new Set([
  'cut-short',
  'more-bytes',
  'unasked-bytes',
  'body-without-place',
  'not-decompressible',
]);

export function isEndDefect({ kind }: Defect): boolean {
  return endDefects.has(kind);
}

export function formatDefect({ kind, detail }: Defect): string {
  return detail === undefined ? descriptions[kind] : `${descriptions[kind]}: ${detail}`;
}

/** Whether a word from a file names a defect. */
export function isDefectKind(word: unknown): word is DefectKind {
  return typeof word === 'string' && Object.hasOwn(descriptions, word);
}
