/** What every generated client must do: list, submit, upload a file, pause, and fetch results. */
import process from 'node:process';

interface Job {
  readonly job_id: string;
  readonly status: string;
  readonly updated_at: string;
}

/** A generated client behind the same six methods. If an adapter needs a cast, the document is not precise enough. */
export interface Client {
  readonly list: () => Promise<readonly Job[]>;
  readonly submit: (company: string) => Promise<{ readonly job_id: string }>;
  readonly upload: (file: File) => Promise<{ readonly job_id: string }>;
  readonly getStatus: (id: string) => Promise<Job>;
  readonly pause: (id: string) => Promise<{ readonly status: string }>;
  readonly getResults: (
    id: string,
  ) => Promise<{ readonly total_records: number; readonly data: readonly object[] }>;
}

export const baseUrl = readVariable('ECOSYSTEM_URL');
export const token = readVariable('ECOSYSTEM_TOKEN');

/** Prints what happened as JSON, for the table of the command. */
export async function live(client: Client): Promise<void> {
  const before = await client.list();
  // The job is in progress after two polls.
  const { job_id: id } = await client.submit('scenario:by-polls');
  const polled = [await client.getStatus(id), await client.getStatus(id), await client.getStatus(id)];
  const paused = await client.pause(id);
  const results = await client.getResults(id);
  const csv = 'first_name,company_name\r\nAda,Analytical Engines\r\n';
  const uploaded = await client.upload(new File([csv], 'people.csv', { type: 'text/csv' }));
  const after = await client.list();
  console.log(
    JSON.stringify({
      listed: after.length - before.length,
      newest: after[0]?.job_id === uploaded.job_id,
      polled: polled.map(({ status }) => status),
      paused: paused.status,
      rows: results.data.length <= results.total_records ? results.total_records : 'too many',
    }),
  );
}

/** For the data of a success, or the error that the client got instead. */
export function expectData<Data>({ data, error }: { readonly data?: Data; readonly error?: unknown }): Data {
  if (data === undefined) throw new Error(`The mock responded with ${JSON.stringify(error)}.`);
  return data;
}

function readVariable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set.`);
  return value;
}
