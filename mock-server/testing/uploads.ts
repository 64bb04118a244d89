/** The result of reading an uploaded file, in the form that tests compare. */
import { readSubmittedRecords } from '../uploads/submitted-records.ts';
import type { UploadLimits } from '../uploads/table.ts';

export const uploadLimits: UploadLimits = {
  rows: 5,
  columns: 6,
  cellLength: 32_767,
  unpacked: 2 * 1024 * 1024,
};

/** The records in one line each, `Ada|Lovelace|Engines`, or the sentence of the refusal. */
export async function describeUpload(
  content: Uint8Array | string,
  limits: UploadLimits = uploadLimits,
): Promise<readonly string[] | string> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content);
  const read = await readSubmittedRecords(bytes.toString('latin1'), limits);
  if (read.kind === 'refused') return read.reason;
  return read.records.map((one) => [one.firstName, one.lastName, one.companyName].join('|'));
}
