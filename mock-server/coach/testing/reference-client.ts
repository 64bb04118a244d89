/** A client that follows the documentation to the letter, with a port for requests and a port for waiting. */

export interface ClientPorts {
  /** Settles with nothing when the connection was lost. */
  readonly send: (method: string, path: string, body?: unknown) => Promise<Received | undefined>;
  /** Resolves after this many milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** A number from 0 to 1, another one each time. */
  readonly chance: () => number;
}

export interface Received {
  readonly status: number;
  /** Seconds. */
  readonly retryAfter?: number;
  /** Undefined if it is not JSON. */
  readonly json?: unknown;
}

export interface Errand {
  /** The number of records of each job, and the scenario that it is to follow. */
  readonly jobs: readonly { readonly rows: number; readonly scenario: string }[];
  /** Pauses the first job itself when it is at work, and resumes it after a while. */
  readonly pauses: boolean;
  /** Resumes jobs that were paused. */
  readonly resumes: boolean;
  /** Stops after this many polls. */
  readonly maxPolls: number;
  /** Records in a page of results. */
  readonly pageSize: number;
}

/** Why it stopped. */
export type ClientOutcome = 'all over' | 'not let in' | 'gave up';

interface SubmittedJob {
  readonly id: string;
  readonly rows: number;
  readonly over: boolean;
}

const base = '/api/v1/enrichment';
const large = 1000;

/** Does the errand: submits, polls, fetches, pauses and resumes, until all is over. */
export async function runReferenceClient(errand: Errand, ports: ClientPorts): Promise<ClientOutcome> {
  const ask = addRetries(ports);
  const submitted: SubmittedJob[] = [];
  for (const { rows, scenario } of errand.jobs) {
    const records = Array.from({ length: rows }, () => ({ first_name: 'Ada', company_name: 'Engines' }));
    records[0] = { first_name: 'Ada', company_name: `scenario:${scenario}` };
    const reply = await ask('POST', `${base}/submit/`, { records });
    if (reply === undefined || reply.status === 401) return reply === undefined ? 'gave up' : 'not let in';
    if (reply.status === 201) submitted.push({ id: getText(reply.json, 'job_id'), rows, over: false });
  }

  let jobs: readonly SubmittedJob[] = submitted;
  let pausing = errand.pauses;
  for (let polls = 0; polls < errand.maxPolls; polls += 1) {
    const active = jobs.filter(({ over }) => !over);
    if (active.length === 0) return 'all over';
    await ports.sleep(chooseInterval(active, ports));
    const [only] = active;
    const single = active.length === 1 && only !== undefined;
    const path = single ? `${base}/status/${only.id}/` : `${base}/status/`;
    const reply = await ask('GET', path);
    if (reply === undefined) return 'gave up';
    if (reply.status === 401) return 'not let in';
    if (reply.status === 404 && single) jobs = markOver(jobs, only.id);
    // No user has the list there; it will not appear later.
    if (reply.status === 404 && !single) return 'gave up';
    if (reply.status !== 200) continue;
    for (const { id } of active) {
      const status = findStatus(reply.json, id);
      if (status === 'in-progress' && pausing) {
        pausing = false;
        const paused = await ask('POST', '/api/v1/enrichment-control/', {
          csv_file_id: id,
          action: 'pause',
        });
        if (paused?.status === 401) return 'not let in';
        continue;
      }
      if (status !== 'completed' && status !== 'failed' && status !== 'paused') continue;
      if (status !== 'failed' && !(await fetchAll(id, errand, ask))) return 'not let in';
      const resumed = status === 'paused' && errand.resumes ? await resume(id, ask, ports) : undefined;
      if (resumed?.status === 401) return 'not let in';
      if (resumed?.status !== 200) jobs = markOver(jobs, id);
    }
  }
  return 'gave up';
}

type AskApi = ClientPorts['send'];

/** Waits as the server says, or longer and longer after failures, and gives up at last. */
function addRetries({ send, sleep, chance }: ClientPorts): AskApi {
  return async (method, path, body) => {
    for (let failures = 0; failures < 12; failures += 1) {
      const reply = await send(method, path, body);
      if (reply?.retryAfter !== undefined) await sleep(reply.retryAfter * 1000 + 1000 * chance());
      else if (reply === undefined || reply.status >= 500 || reply.status === 429)
        await sleep(Math.min(60_000, 2000 * 2 ** failures) * (0.75 + chance() / 2));
      else return reply;
    }
    return undefined;
  };
}

/** Every few seconds for small jobs, every 15 to 30 for large ones. */
function chooseInterval(active: readonly SubmittedJob[], { chance }: ClientPorts): number {
  const small = active.some(({ rows }) => rows < large);
  return (small ? 3000 : 20_000) * (0.9 + 0.2 * chance());
}

/** @returns whether it was let in */
async function fetchAll(id: string, { pageSize }: Errand, ask: AskApi): Promise<boolean> {
  for (let page = 1, total = 1; (page - 1) * pageSize < total; page += 1) {
    const reply = await ask('GET', `${base}/result/${id}/?page=${page}&page_size=${pageSize}`);
    if (reply?.status === 401) return false;
    if (reply?.status !== 200) return true;
    total = Number(getText(reply.json, 'total_records'));
  }
  return true;
}

async function resume(id: string, ask: AskApi, { sleep }: ClientPorts): Promise<Received | undefined> {
  await sleep(5000);
  return ask('POST', '/api/v1/enrichment-control/', { csv_file_id: id, action: 'resume' });
}

function markOver(jobs: readonly SubmittedJob[], id: string): readonly SubmittedJob[] {
  return jobs.map((job) => (job.id === id ? { ...job, over: true } : job));
}

function findStatus(json: unknown, id: string): string {
  const job = Array.isArray(json) ? json.find((one) => getText(one, 'job_id') === id) : json;
  return getText(job, 'status');
}

function getText(json: unknown, name: string): string {
  if (typeof json !== 'object' || json === null || !Object.hasOwn(json, name)) return '';
  return String((json as Readonly<Record<string, unknown>>)[name]);
}
