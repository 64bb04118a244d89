/** Reads the records of an uploaded CSV or Excel file; its content decides, not its name. */
import { readCsv } from './csv-table.ts';
import { refuseForeignFile } from './foreign-files.ts';
import { type Pause, runInPortions } from '../portions/portions.ts';
import type { SubmittedTable } from './records.ts';
import { type UploadLimits, RefusedFile } from './table.ts';

export type ReadRecords =
  | ({ readonly kind: 'records' } & SubmittedTable)
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Reads an uploaded file in portions of about a millisecond, for any content: the time is linear in the bytes that
 * are read, and reading ends at the first limit that is met.
 * @param content bytes as a binary string
 * @param pause called between two portions: return a promise to let other work in, or throw to give up. Without it
 *   the file is read in one go.
 */
export async function readSubmittedRecords(
  content: string,
  limits: UploadLimits,
  pause: Pause = () => undefined,
): Promise<ReadRecords> {
  try {
    refuseForeignFile(content);
    const work = (await isArchive(content))
      ? (await import('./xlsx-table.ts')).readXlsx(content, limits)
      : readCsv(content, limits);
    return { kind: 'records', ...(await runInPortions(work, pause)) };
  } catch (error) {
    if (error instanceof RefusedFile) return { kind: 'refused', reason: error.reason };
    throw error;
  }
}

/** Every archive begins so, unless something was put before it. */
async function isArchive(content: string): Promise<boolean> {
  if (archiveSignatures.some((beginning) => content.startsWith(beginning))) return true;
  if (!content.includes('PK\u0005\u0006', Math.max(0, content.length - maxEnd))) return false;
  const { findArchive } = await import('./zip.ts');
  return findArchive(content) !== undefined;
}

const archiveSignatures = ['PK\u0003\u0004', 'PK\u0005\u0006', 'PK\u0007\u0008'];
/** Where the directory of an archive may be, from its end. */
const maxEnd = 2 * 0xffff;
