/** getResults: the enriched records of a job, as far as they are done. */
import { type Job, jobAt } from '../simulation/job.ts';
import { ownJob } from './job-view.ts';
import { contactRecord } from './record.ts';
import { type Call, type Handler, invalid, ok, problem, type Reply } from './reply.ts';
import { queryErrors } from './serializer.ts';

export const getResults: Handler = async (call) => {
  const { operation, now, model, pathParameters } = call;
  const errors = queryErrors(
    operation.parameters.filter(({ in: place }) => place === 'query'),
    call.query,
  );
  if (errors !== undefined) return invalid(errors);
  const job = ownJob(call, pathParameters['job_id'] ?? '');
  if (job === undefined) return problem('noSuchJob');
  const { apiStatus, rowsDone } = jobAt(job, now, model.spec.lifeCycle);
  if (!model.spec.lifeCycle.hasResults(apiStatus)) return problem('resultsNotReady');
  if (call.query.get('report_type') === 'csv') return file(job, rowsDone);
  const page = numberOf(call, 'page');
  const size = numberOf(call, 'page_size');
  const first = (page - 1) * size;
  const rows = Array.from(
    { length: Math.max(0, Math.min(size, rowsDone - first)) },
    (_, index) => first + index,
  );
  const data = await Promise.all(rows.map((row) => contactRecord(job, row)));
  return ok({ job_id: job.id, total_records: rowsDone, page, page_size: size, data });
};

/** All records, below the names of their fields. */
async function file(job: Job, rowsDone: number): Promise<Reply> {
  const records = await Promise.all(Array.from({ length: rowsDone }, (_, row) => contactRecord(job, row)));
  const lines = [Object.keys(records[0] ?? {}), ...records.map((record) => Object.values(record))];
  const csv = lines.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');
  return { kind: 'success', status: 200, body: null, csv };
}

function cellOf(value: string | null): string {
  const text = value ?? '';
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function numberOf({ operation, query }: Call, name: string): number {
  const text = query.get(name)?.trim() ?? '';
  return Number(
    text === '' ? operation.parameters.find((parameter) => parameter.name === name)?.schema.default : text,
  );
}
