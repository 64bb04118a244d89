/** getResults: the finished records of a job, a page as JSON or all of them as CSV. */
import { type Job, computeDone, computeJobState } from '../domain/job.ts';
import { countRecords } from '../domain/matches.ts';
import { formatCsv } from './csv.ts';
import { findOwnJob } from './job-view.ts';
import { getColumns, loadPeople, createRecord } from './record.ts';
import { type OperationCall, type Handler, invalid, ok, problem, type Reply } from './reply.ts';
import { findQueryErrors } from '../django/serializer.ts';
import { toInteger } from '../django/values.ts';

export const getResults: Handler = async (call) => {
  const { operation, now, model } = call;
  const errors = findQueryErrors(
    operation.parameters.filter(({ in: place }) => place === 'query'),
    call.query,
  );
  if (errors !== undefined) return invalid(errors);
  const job = findOwnJob(call, call.job);
  if (job === undefined) return problem('noSuchJob');
  const { apiStatus } = computeJobState(job, now, model.spec.lifeCycle);
  if (!model.spec.lifeCycle.hasResults(apiStatus)) return problem('resultsNotReady');

  const total = countRecords(job, computeDone(job, now, model.spec.lifeCycle));
  if (readText(call, 'report_type') === 'csv') return createCsvReply(job, total);
  const page = readNumber(call, 'page');
  const size = Number(readNumber(call, 'page_size'));
  const first = (Number(page) - 1) * size;
  const people = await loadPeople();
  const data = Array.from({ length: Math.max(0, Math.min(size, total - first)) }, (_, index) =>
    createRecord(job, first + index, people),
  );
  return ok({ job_id: job.id, total_records: total, page, page_size: size, data }, [job]);
};

function createCsvReply(job: Job, total: number): Reply {
  return {
    kind: 'file',
    mediaType: 'text/csv',
    name: `${job.id}.csv`,
    jobs: [job],
    text: async function* () {
      const people = await loadPeople();
      yield* formatCsv(getColumns(job), total, (index) => createRecord(job, index, people));
    },
  };
}

function readText({ query }: OperationCall, name: string): string {
  return query.get(name)?.trim() ?? '';
}

function readNumber({ operation, query }: OperationCall, name: string): number | bigint {
  const defaultValue = operation.parameters.find((parameter) => parameter.name === name)?.schema.default;
  return toInteger(query.get(name) ?? '') ?? Number(defaultValue);
}
