/** submitEnrichment: a new job from a list of records. */
import type { SubmittedRecord } from '../simulation/job.ts';
import { jobAt } from '../simulation/job.ts';
import { jobsOf, nextJobId, withCommand } from '../simulation/world.ts';
import { type Handler, invalid, type Reply } from './reply.ts';
import { bodyErrors, isMap } from './serializer.ts';

export const submitEnrichment: Handler = ({ operation, body, world, user, now, model }): Reply => {
  const { document, lifeCycle } = model.spec;
  const errors = bodyErrors(document, operation.requestBody['application/json'], body);
  if (errors !== undefined) return invalid(errors);
  const records = isMap(body) && Array.isArray(body['records']) ? body['records'].map(recordOf) : [];
  const id = nextJobId(world);
  const { defaultScenario: scenario } = world.fixture;
  const command = {
    kind: 'submit',
    owner: user.name,
    id,
    at: now,
    rows: records.length,
    scenario,
    records,
  } as const;
  const job = jobsOf(withCommand(world, command)).find((one) => one.id === id);
  const status = job === undefined ? undefined : jobAt(job, now, lifeCycle).apiStatus;
  const withStatus = model.readings['submit-response'] === 'with-status';
  return {
    kind: 'success',
    status: 201,
    body: withStatus ? { job_id: id, status } : { job_id: id },
    command,
  };
};

function recordOf(record: unknown): SubmittedRecord {
  const text = (name: string) => (isMap(record) && typeof record[name] === 'string' ? record[name] : null);
  return { firstName: text('first_name'), lastName: text('last_name'), companyName: text('company_name') };
}
