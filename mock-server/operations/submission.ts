/** What a submission asks for, in whichever form it came: JSON records, a form, or a file. */
import { didYouMean, oneOf } from '../../openapi/complaint.ts';
import { requestSchema } from './request-schema.ts';
import type { Criteria } from '../simulation/matches.ts';
import { lacksRoom } from '../simulation/room.ts';
import { packRows, type SubmittedRecord, type SubmittedRows } from '../simulation/submitted-rows.ts';
import { type Call, invalid, type Reply } from './reply.ts';
import { bodyErrors } from './serializer.ts';
import { UploadedFile } from './uploaded-file.ts';
import { isMap, toInteger, toText } from './values.ts';
import type { Read } from './uploads/submitted-records.ts';
import type { Limits } from './uploads/table.ts';

export interface Submission {
  readonly kind: 'submission';
  readonly records: SubmittedRows;
  readonly category: string;
  readonly criteria?: Criteria;
  /** The scenario that the records ask for, by a company of a certain name. */
  readonly scenario?: string;
}

/** A record whose company is called so, with the name of a scenario behind it, chooses how the job's life goes. */
export const scenarioPrefix = 'scenario:';

type Body = Readonly<Record<string, unknown>>;

/** The submission in the body of a call, or the 400 that says what is wrong with it. */
export async function submissionIn(call: Call): Promise<Submission | Reply> {
  const { operation, body, model, world } = call;
  const { document } = model.spec;
  const json = operation.requestBody['application/json'];
  const upload = operation.requestBody['multipart/form-data'];
  const isUpload = upload !== undefined && isMap(body) && 'file' in body;
  const errors = bodyErrors(document, isUpload ? upload : json, body);
  if (errors !== undefined) return invalid(errors);
  const asked = body as Body;
  const read = isUpload
    ? await recordsInFile(asked['file'], limitsOf(document, json, upload))
    : { kind: 'records' as const, records: (asked['records'] as readonly unknown[]).map(recordOf) };
  if (read.kind === 'refused') return invalid({ file: [read.because] });

  const long = isUpload ? longValue(read.records, document) : undefined;
  if (long !== undefined) {
    const { row, name, max } = long;
    return invalid({ file: [`Row ${row + 1} has a ${name} of more than ${max} characters.`] });
  }

  const names = Object.keys(world.fixture.scenarios);
  const scenario = scenarioAsked(read.records);
  if (scenario !== undefined && !names.includes(scenario)) {
    const says = `There is no scenario "${scenario}"; allowed: ${oneOf(names)}${didYouMean(scenario, names)}`;
    return invalid({ [isUpload ? 'file' : 'records']: [says] });
  }
  const category =
    typeof asked['category'] === 'string' && asked['category'] !== ''
      ? asked['category']
      : usualCategory(document);
  const criteria = isMap(asked['criteria']) ? criteriaOf(asked['criteria'], document) : undefined;
  const rows = packRows(read.records);
  const full = lacksRoom(world, rows.text.length);
  if (full !== undefined) return invalid({ [isUpload ? 'file' : 'records']: [full] });
  return {
    kind: 'submission',
    records: rows,
    category,
    ...(category !== 'account' || criteria === undefined ? {} : { criteria }),
    ...(scenario === undefined ? {} : { scenario }),
  };
}

const fieldNames = { firstName: 'first_name', lastName: 'last_name', companyName: 'company_name' } as const;

/** The first value of a file that is too long: a few rows of megabytes each would come back on every page of the results. */
function longValue(records: readonly SubmittedRecord[], document: unknown) {
  const { properties = {} } = requestSchema(document, '#/components/schemas/SubmittedRecord');
  for (const [row, record] of records.entries()) {
    for (const field of ['firstName', 'lastName', 'companyName'] as const) {
      const name = fieldNames[field];
      const max = properties[name]?.maxLength ?? Number.POSITIVE_INFINITY;
      if ((record[field]?.length ?? 0) > max) return { row, name, max };
    }
  }
  return undefined;
}

async function recordsInFile(file: unknown, limits: Limits & { readonly bytes: number }): Promise<Read> {
  if (!(file instanceof UploadedFile)) throw new Error('What passed the check for files is none.');
  if (file.content.length > limits.bytes) {
    const because = `The file has more than ${limits.bytes} bytes. Split it into several submissions.`;
    return { kind: 'refused', because };
  }
  const { recordsOfFile } = await import('./uploads/submitted-records.ts');
  return recordsOfFile(file.content, limits);
}

/** An Excel file is packed, and a hostile one may be a thousand times as large as it seems; in bytes. */
const mostUnpacked = 96 * 1024 * 1024;

/** A file may have as many rows as a submission in JSON may have records. */
function limitsOf(document: unknown, json: string | undefined, upload: string | undefined) {
  const { records } = requestSchema(document, json).properties ?? {};
  const { properties: { file } = {}, 'x-columns': columns } = requestSchema(document, upload);
  return {
    rows: records?.maxItems ?? Number.POSITIVE_INFINITY,
    bytes: file?.maxLength ?? Number.POSITIVE_INFINITY,
    columns: columns?.most ?? Number.POSITIVE_INFINITY,
    cellLength: columns?.['max-cell-length'] ?? Number.POSITIVE_INFINITY,
    unpacked: mostUnpacked,
  };
}

function recordOf(record: unknown): SubmittedRecord {
  const text = (name: string) => (isMap(record) ? (toText(record[name]) ?? null) : null);
  return { firstName: text('first_name'), lastName: text('last_name'), companyName: text('company_name') };
}

/** The scenario that the first record with such a company names. */
function scenarioAsked(records: readonly SubmittedRecord[]): string | undefined {
  for (const { companyName } of records) {
    const name = companyName?.trim().toLowerCase() ?? '';
    if (name.startsWith(scenarioPrefix)) return name.slice(scenarioPrefix.length).trim();
  }
  return undefined;
}

function criteriaOf(asked: Body, document: unknown): Criteria {
  const { properties: { max_contacts: limit } = {} } = requestSchema(
    document,
    '#/components/schemas/Criteria',
  );
  const contacts = toInteger(asked['max_contacts'] ?? limit?.default ?? limit?.minimum ?? 1);
  const titles = asked['job_titles'];
  return {
    contacts: Number(contacts),
    jobTitles: Array.isArray(titles) ? titles.map((title) => toText(title) ?? '') : [],
  };
}

function usualCategory(document: unknown): string {
  const { default: usual } = requestSchema(document, '#/components/schemas/Category');
  return typeof usual === 'string' ? usual : '';
}
