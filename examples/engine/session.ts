/** One session of a client, which every kind of program that holds the engine must respond to with the same bytes. */

/** A request, as a message can carry it. */
export interface Asked {
  readonly url: string;
  readonly init: {
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly body?: string;
  };
}

export interface Answered {
  readonly status: number;
  /** Sorted by name. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** A program that holds the engine. */
export interface Program {
  readonly send: (asked: Asked) => Promise<Answered>;
  /** Moves the time of the default world. */
  readonly advance: (by: string) => Promise<void>;
}

const rows = 'first_name,last_name,company_name\nZoë,Park,Blue Lake\nIan,Hill,Oak & Sons\n';
const form = `--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${rows}\r\n--b--\r\n`;
const json = { 'Content-Type': 'application/json' };
const multipart = { 'Content-Type': 'multipart/form-data; boundary=b' };

/** Submits rows, lets an hour pass, and reads the results; with a wrong token, and through the control API, too. */
export async function runSession(origin: string, { send, advance }: Program): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  const ask = async (method: string, path: string, body?: string, more: Record<string, string> = {}) => {
    const headers = { Authorization: 'Bearer alice-token', Accept: '*/*', ...more };
    const init = { method, headers, ...(body === undefined ? {} : { body }) };
    const answer = await send({ url: `${origin}${path}`, init });
    answers.push(answer);
    return answer.body;
  };
  const api = '/api/v1/enrichment';
  const control = '/__mock__/api/worlds/default';
  const { job_id: id } = JSON.parse(await ask('POST', `${api}/submit/`, form, multipart)) as {
    job_id: string;
  };
  await ask('GET', `${api}/status/${id}/`);
  await ask('GET', `${api}/result/${id}/`);
  await ask('GET', `${api}/status/${id}/`, undefined, { Authorization: 'Bearer wrong' });
  await ask('POST', `${control}/faults`, '{"effect":"error","problem":"serverError","next":1}', json);
  await ask('GET', `${api}/status/${id}/`);
  await advance('1h');
  await ask('GET', `${api}/status/${id}/`);
  await ask('GET', `${api}/result/${id}/`);
  await ask('GET', `${api}/result/${id}/?report_type=csv`);
  await ask('GET', `${api}/status/`);
  await ask('GET', `${control}/jobs/${id}`);
  const file = await ask('GET', `${control}/export`);
  await ask('POST', `${control}/restore`, JSON.stringify({ file }), json);
  await ask('GET', `${api}/status/${id}/`);
  return answers;
}
