/** For tests: a server that accepts one submission, and whose job has the statuses that the test gives. */
import type { RequestListener, ServerResponse } from 'node:http';

import { firstId, job } from './exchanges.ts';

const listPath = '/api/v1/enrichment/status/';
export const submitPath = '/api/v1/enrichment/submit/';
export const controlPath = '/api/v1/enrichment-control/';

const json = { 'Content-Type': 'application/json' };

/**
 * @param states the status of the job at each request for it; the last one repeats
 * @param onOrder the status code of the response to an action
 */
export function createOwnJobHandler(
  states: readonly string[],
  onOrder: (action: string, response: ServerResponse) => number = () => 200,
): RequestListener {
  let looks = 0;
  return (request, response) => {
    const { url = '', method } = request;
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const answer = createResponder(response);
      if (method === 'POST' && url === submitPath)
        return answer(body.includes('Suite-One') ? 201 : 400, { job_id: firstId });
      if (method === 'POST' && url === controlPath)
        return answer(onOrder(/"action":"(\w+)"/.exec(body)?.[1] ?? '', response), {});
      if (!isRead(method)) return answer(405, { detail: `Method "${method}" not allowed.` });
      if (url === listPath) return answer(200, []);
      if (url !== `${listPath}${firstId}/`) return answer(404, { detail: 'Not found.' });
      looks += 1;
      return answer(200, job({ status: states[Math.min(looks, states.length) - 1] }));
    });
  };
}

const isRead = (method = '') => ['GET', 'HEAD', 'OPTIONS'].includes(method);

const createResponder = (response: ServerResponse) => (status: number, value: unknown) =>
  response.writeHead(status, json).end(JSON.stringify(value));
