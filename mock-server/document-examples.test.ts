// Every example of a request in the documents, sent to a fresh mock by a tool that knows nothing but the document.
import { readFileSync } from 'node:fs';

import { parseYaml } from '../openapi/yaml-source.ts';
import { listRequests, type ExampleRequest } from './testing/example-requests.ts';
import { type MockOnPort, runningMock } from './testing/running-mock.ts';

let mock: MockOnPort;
beforeAll(async () => {
  mock = await runningMock();
});
afterAll(() => mock.stop());

const read = (file: string) => listRequests(parseYaml(readFileSync(file, 'utf8'), file).value);
const enrichment = read('openapi/enrichment.yaml');
const control = read('openapi/control.yaml');
let worlds = 0;

/** Sends a request to a world, and returns the status of the response. */
async function send({ method, path, headers, body }: ExampleRequest, world: string): Promise<number> {
  const gone = new AbortController();
  const response = await fetch(`${mock.url}${path.replace('/worlds/default', `/worlds/${world}`)}`, {
    method,
    headers: { ...headers, Authorization: `Bearer alice-token~${world}` },
    ...(body === undefined ? {} : { body }),
    redirect: 'manual',
    signal: gone.signal,
  });
  const { status } = response;
  // A stream of events does not end.
  if (response.headers.get('content-type')?.startsWith('text/event-stream') === true) gone.abort();
  else await response.arrayBuffer();
  return status;
}

test.each(enrichment)('the mock accepts $name', async (request) => {
  worlds += 1;
  expect(await send(request, `world-${worlds}`)).toBe(request.success);
});

test('the mock accepts the examples of the enrichment API one after another, in one world', async () => {
  // Tools take the first media type of a body.
  const inOrder = enrichment.filter(({ name }) => !/urlencoded|with multipart/.test(name));
  const statuses: number[] = [];
  for (const request of inOrder) statuses.push(await send(request, 'in-order'));
  expect(statuses).toEqual(inOrder.map(({ success }) => success));
});

/** What must have happened before an operation can succeed: the first example of another one. */
const before: Readonly<Record<string, string>> = {
  dropSnapshot: 'takeSnapshot',
  restoreWorld: 'takeSnapshot',
  undeleteJob: 'deleteJob',
  removeFault: 'addFault',
  waitForRequests: 'getStatus',
};
const all = [...enrichment, ...control];
const findFirst = (operation: string) => all.filter((request) => request.operation === operation).slice(0, 1);

test.each(control)('the mock accepts $name', async (request) => {
  worlds += 1;
  const world = `world-${worlds}`;
  for (const one of findFirst(before[request.operation] ?? '')) {
    // The world of the example `of` is the default one.
    await send(one, world);
    await send(one, 'default');
  }
  expect(await send(request, world)).toBe(request.success);
});

test('the mock accepts the first example of each operation of the control API one after another, in one world', async () => {
  const requests = [...new Set(control.map(({ operation }) => operation))].flatMap(findFirst);
  const statuses: [string, number][] = [];
  // A restored world has other jobs.
  const isRestore = ({ operation }: (typeof requests)[number]) => operation === 'restoreWorld';
  requests.sort((one, other) => Number(isRestore(one)) - Number(isRestore(other)));
  for (const request of requests) {
    if (request.operation === 'waitForRequests') await send(findFirst('getStatus')[0] ?? request, 'in-turn');
    statuses.push([request.operation, await send(request, 'in-turn')]);
  }
  // All faults were deleted just before.
  const wanted = requests.map(({ operation, success }) => [
    operation,
    operation === 'removeFault' ? 404 : success,
  ]);
  expect(statuses).toEqual(wanted);
});
