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
let worlds = 0;

/** Sends a request to a world, and returns the status of the response. */
async function send({ method, path, headers, body }: ExampleRequest, world: string): Promise<number> {
  const { status } = await fetch(`${mock.url}${path.replace('/worlds/default', `/worlds/${world}`)}`, {
    method,
    headers: { ...headers, Authorization: `Bearer alice-token~${world}` },
    ...(body === undefined ? {} : { body }),
    redirect: 'manual',
  });
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
