// One client of the soak: sends requests over kept connections, and counts what it did not expect.
// @ts-check
import { Agent, request } from 'node:http';

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {string} body
 */

/**
 * What has happened so far.
 * @typedef {object} Tally
 * @property {number} requests
 * @property {number} worlds that were created to be dropped
 * @property {number} begun
 * @property {Map<string, { count: number, first: string }>} errors by kind, with the first of each
 */

/** @returns {Tally} */
export function createTally() {
  return { requests: 0, worlds: 0, begun: performance.now(), errors: new Map() };
}

/** @param {Tally} tally @param {string} kind @param {string} [example] */
export function noteError({ errors, begun }, kind, example = '') {
  const { count, first } = errors.get(kind) ?? {
    count: 0,
    first: `${Math.round((performance.now() - begun) / 1000)} s ${example}`,
  };
  errors.set(kind, { count: count + 1, first });
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Closes all connections. */
export function closeClients() {
  agent.destroy();
}

/**
 * Sends a request, and resolves to its answer; it never rejects.
 * @param {number} port
 * @param {string} line such as `GET /path`
 * @param {{ token?: string, type?: string, body?: string }} [sent]
 * @returns {Promise<Answer>} status 0 and the code of the error when there was no answer
 */
export function ask(port, line, { token, type, body } = {}) {
  const [method = '', path = ''] = line.split(' ');
  const headers = {
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    ...(body === undefined
      ? {}
      : { 'Content-Type': type ?? 'application/json', 'Content-Length': Buffer.byteLength(body) }),
  };
  return new Promise((resolve) => {
    const failWith = (/** @type {NodeJS.ErrnoException} */ error) =>
      resolve({ status: 0, body: error.code ?? error.message });
    const out = request({ host: '127.0.0.1', port, method, path, headers, agent }, (response) => {
      /** @type {Buffer[]} */
      const pieces = [];
      response.on('data', (piece) => pieces.push(piece)).on('error', failWith);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(pieces).toString() }),
      );
    });
    out.on('error', failWith).end(body);
  });
}

/**
 * Sends a request that must be answered as expected; anything else is an error of the soak.
 * @param {Tally} tally
 * @param {number} port
 * @param {string} line
 * @param {Parameters<typeof ask>[2] & { status?: number | readonly number[], contains?: string }} options
 */
export async function expectAnswer(tally, port, line, { status = 200, contains = '', ...sent } = {}) {
  const answer = await ask(port, line, sent);
  tally.requests += 1;
  const allowed = typeof status === 'number' ? [status] : status;
  const name = line
    .replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, '{job}')
    .replaceAll(/soak-[a-z]+-?\d*/g, '{world}');
  if (!allowed.includes(answer.status))
    noteError(
      tally,
      `${name}: ${answer.status === 0 ? answer.body : `status ${answer.status}`}`,
      `${line} ${sent.token ?? ''}: ${answer.body.slice(0, 200)}`,
    );
  else if (!answer.body.includes(contains)) noteError(tally, `${name}: a body without ${contains}`);
  return answer;
}
