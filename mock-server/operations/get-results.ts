/** getResults: the enriched records of a job, as far as they are done. */
import { jobAt } from '../simulation/job.ts';
import { ownJob } from './job-view.ts';
import { contactRecord } from './record.ts';
import { type Call, type Handler, invalid, ok, problem } from './reply.ts';
import { integerOf, queryErrors } from './serializer.ts';

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
  const page = numberOf(call, 'page');
  const size = Number(numberOf(call, 'page_size'));
  const first = (Number(page) - 1) * size;
  const rows = Array.from(
    { length: Math.max(0, Math.min(size, rowsDone - first)) },
    (_, index) => first + index,
  );
  const data = await Promise.all(rows.map((row) => contactRecord(job, row)));
  return ok({ job_id: job.id, total_records: rowsDone, page, page_size: size, data });
};

function numberOf({ operation, query }: Call, name: string): number | bigint {
  const usual = operation.parameters.find((parameter) => parameter.name === name)?.schema.default;
  return integerOf(query.get(name) ?? '') ?? Number(usual);
}
