/** Parses a submission in any of its forms: JSON records, a form, or a file. Independent of the world. */
import type { Criteria } from '../domain/matches.ts';
import { scenarioPrefix } from '../domain/scenario.ts';
import { createPacker, type SubmittedRecord, type SubmittedRows } from '../domain/submitted-rows.ts';
import { invalid, type BodyReader } from './reply.ts';
import { getRequestSchema, nestFields } from '../django/request-schema.ts';
import { findBodyErrors } from '../django/serializer.ts';
import { UploadedFile } from '../django/uploaded-file.ts';
import { andThen, type Later, type Pause, runInPortions, type Work } from '../portions/portions.ts';
import type { ReadRecords } from '../uploads/submitted-records.ts';
import type { UploadLimits } from '../uploads/table.ts';
import { isMap, toInteger, toText } from '../django/values.ts';

export interface SubmissionBody {
  /** The field that brought the records. */
  readonly field: 'file' | 'records';
  readonly rows: SubmittedRows;
  readonly category: string;
  readonly criteria?: Criteria;
  /** The text after `scenario:` in the first record whose company name has that prefix. */
  readonly scenario?: string;
}

type AskedBody = Readonly<Record<string, unknown>>;

export const readSubmission: BodyReader = ({ operation, body, model }, pause) => {
  const { document } = model.spec;
  const json = operation.requestBody['application/json'];
  const upload = operation.requestBody['multipart/form-data'];
  const isUpload = upload !== undefined && isMap(body) && 'file' in body;
  const collectRecords = (asked: AskedBody): Later<Collected> =>
    isUpload
      ? collectFile(asked['file'], readLimits(document, json, upload), readLengths(document), pause)
      : runInPortions(collect(asked['records'] as readonly unknown[], toRecord), pause);
  const schema = nestFields(getRequestSchema(document, isUpload ? upload : json));
  const checked = runInPortions(findBodyErrors(document, schema, body), pause);
  return andThen(checked, (errors) => {
    if (errors !== undefined) return invalid(errors);
    const asked = body as AskedBody;
    return andThen(collectRecords(asked), (collected) =>
      collected.kind === 'refused'
        ? invalid({ file: [collected.reason] })
        : { kind: 'body', body: toSubmissionBody(asked, collected, isUpload, document) },
    );
  });
};

function toSubmissionBody(
  asked: AskedBody,
  { rows, scenario }: Extract<Collected, { kind: 'rows' }>,
  isUpload: boolean,
  document: unknown,
): SubmissionBody {
  const category = asked['category'];
  const criteria = isMap(asked['criteria']) ? toCriteria(asked['criteria'], document) : undefined;
  return {
    field: isUpload ? 'file' : 'records',
    rows,
    category: typeof category === 'string' && category !== '' ? category : getDefaultCategory(document),
    ...(criteria === undefined ? {} : { criteria }),
    ...(scenario === undefined ? {} : { scenario }),
  };
}

type Collected =
  | { readonly kind: 'rows'; readonly rows: SubmittedRows; readonly scenario: string | undefined }
  | { readonly kind: 'refused'; readonly reason: string };

/** Records in a portion of work. */
const portion = 1000;

/** @param file the maximum length and the row of each value, if they were not checked before */
function* collect<Given>(
  given: readonly Given[],
  toSubmitted: (one: Given) => SubmittedRecord,
  file?: { readonly lengths: Lengths; readonly rowNumbers: readonly number[] },
): Work<Collected> {
  const packer = createPacker(given.length);
  let scenario: string | undefined;
  for (const [index, one] of given.entries()) {
    if (index % portion === portion - 1) yield;
    const record = toSubmitted(one);
    const long = file === undefined ? undefined : findLong(record, file.lengths);
    if (long !== undefined) {
      const row = file?.rowNumbers[index];
      const reason = `The ${long.name} in row ${row} has more than ${long.max} characters, which is the limit. Shorten it.`;
      return { kind: 'refused', reason };
    }
    scenario ??= findScenario(record);
    packer.add(record);
  }
  return { kind: 'rows', rows: packer.finish(), scenario };
}

async function collectFile(
  file: unknown,
  limits: UploadLimits & { readonly bytes: number },
  lengths: Lengths,
  pause: Pause,
): Promise<Collected> {
  const read = await readUploadedRecords(file, limits, pause);
  if (read.kind === 'refused') return { kind: 'refused', reason: read.reason };
  return runInPortions(
    collect(read.records, (record) => record, { lengths, rowNumbers: read.rowNumbers }),
    pause,
  );
}

async function readUploadedRecords(
  file: unknown,
  limits: UploadLimits & { readonly bytes: number },
  pause: Pause,
): Promise<ReadRecords> {
  if (!(file instanceof UploadedFile)) throw new Error('A file passed validation but is not valid.');
  if (file.content.length > limits.bytes) {
    const reason = `The file has more than ${limits.bytes} bytes. Split it into several submissions.`;
    return { kind: 'refused', reason };
  }
  const { readSubmittedRecords } = await import('../uploads/submitted-records.ts');
  return readSubmittedRecords(file.content, limits, pause);
}

/** An Excel file is packed, and a hostile one may be a thousand times as large as it seems; in bytes. */
const maxUnpacked = 96 * 1024 * 1024;

/** A file may have as many rows as a submission in JSON may have records. */
function readLimits(document: unknown, json: string | undefined, upload: string | undefined) {
  const { records } = getRequestSchema(document, json).properties ?? {};
  const { properties: { file } = {}, 'x-columns': columns } = getRequestSchema(document, upload);
  return {
    rows: records?.maxItems ?? Number.POSITIVE_INFINITY,
    bytes: file?.maxLength ?? Number.POSITIVE_INFINITY,
    columns: columns?.max ?? Number.POSITIVE_INFINITY,
    cellLength: columns?.['max-cell-length'] ?? Number.POSITIVE_INFINITY,
    unpacked: maxUnpacked,
  };
}

const fieldNames = { firstName: 'first_name', lastName: 'last_name', companyName: 'company_name' } as const;
const fields = ['firstName', 'lastName', 'companyName'] as const;

type Lengths = Readonly<Record<(typeof fields)[number], number>>;

function readLengths(document: unknown): Lengths {
  const { properties = {} } = getRequestSchema(document, '#/components/schemas/SubmittedRecord');
  const getLimit = (name: string) => properties[name]?.maxLength ?? Number.POSITIVE_INFINITY;
  return {
    firstName: getLimit(fieldNames.firstName),
    lastName: getLimit(fieldNames.lastName),
    companyName: getLimit(fieldNames.companyName),
  };
}

/** A value that is too long: a few rows of megabytes each would come back on every page of the results. */
function findLong(record: SubmittedRecord, lengths: Lengths) {
  const field = fields.find((one) => (record[one]?.length ?? 0) > lengths[one]);
  return field === undefined ? undefined : { name: fieldNames[field], max: lengths[field] };
}

function toRecord(record: unknown): SubmittedRecord {
  const getText = (name: string) => (isMap(record) ? (toText(record[name]) ?? null) : null);
  return {
    firstName: getText('first_name'),
    lastName: getText('last_name'),
    companyName: getText('company_name'),
  };
}

function findScenario({ companyName }: SubmittedRecord): string | undefined {
  const begin = companyName?.slice(0, 100).trimStart().slice(0, scenarioPrefix.length).toLowerCase();
  if (begin !== scenarioPrefix) return undefined;
  return companyName?.trim().slice(scenarioPrefix.length).trim().toLowerCase();
}

function toCriteria(asked: AskedBody, document: unknown): Criteria {
  const { properties = {} } = getRequestSchema(document, '#/components/schemas/Criteria');
  const limit = getRequestSchema(document, properties['max_contacts'] ?? {});
  const contacts = toInteger(asked['max_contacts'] ?? limit.default ?? limit.minimum ?? 1);
  const titles = asked['job_titles'];
  return {
    contacts: Number(contacts),
    jobTitles: Array.isArray(titles) ? titles.map((title) => toText(title) ?? '') : [],
  };
}

function getDefaultCategory(document: unknown): string {
  const { default: given } = getRequestSchema(document, '#/components/schemas/Category');
  return typeof given === 'string' ? given : '';
}
