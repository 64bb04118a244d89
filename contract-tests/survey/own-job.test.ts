import type { RequestListener } from 'node:http';

import { ownRecords } from '../evidence/own-records.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { firstId, job } from '../testing/exchanges.ts';
import { controlPath, createOwnJobHandler as serverOf, submitPath } from '../testing/own-job-server.ts';
import { serve, type TestServer, stopAll } from '../testing/serve.ts';
import { surveyTarget } from '../testing/surveyed.ts';
import { createHttpClient } from '../traffic/client.ts';

afterEach(stopAll);

async function surveyed(listener: RequestListener, mayWrite = true) {
  const served = await serve(listener);
  const said: string[] = [];
  const client = createHttpClient(5000, () => mayWrite);
  const writing = {
    followMs: 60_000,
    lastClient: client,
    admit: () => undefined,
    say: (sentence: string) => said.push(sentence),
    production: new Set<string>(),
  };
  const evidence = await surveyTarget(served.url, mayWrite ? { client, writing } : {}).catch(
    (error: unknown) => error,
  );
  client.close();
  return { evidence, said, posts: postsTo(served) };
}

const postsTo = ({ requests }: TestServer) =>
  requests.filter(({ method }) => method === 'POST').map(({ path }) => path);

/** The received actions in order, without those for unknown jobs. */
function receivedActions(states: readonly string[], findStatus: (action: string) => number = () => 200) {
  const received: string[] = [];
  const listener = serverOf(states, (action) => {
    received.push(action);
    return findStatus(action);
  });
  return { received, listener };
}

test('without permission the suite writes nothing', async () => {
  const { posts, said } = await surveyed(serverOf(['queued']), false);
  expect([posts, said]).toEqual([[], []]);
});

test('with permission the suite creates one job and names it', async () => {
  const { posts, said, evidence } = await surveyed(serverOf(['queued', 'queued', 'completed']));
  expect(posts.filter((path) => path === submitPath)).toHaveLength(7);
  expect(said).toEqual([`Created job ${firstId} with ${ownRecords.length} records.`]);
  expect(evidence).toMatchObject({ target: { mayWrite: true } });
});

/** The first is before and the second after a pause that comes too early, the others between two actions that come too early. */
const begun = ['queued', 'queued', 'in-progress', 'in-progress', 'in-progress', 'in-progress'];
const whilePaused = ['paused', 'paused', 'paused', 'paused'];

test.each<[string, readonly string[], readonly string[]]>([
  [
    'that is paused while in progress is resumed',
    [...begun, ...whilePaused, 'in-progress', 'completed'],
    ['pause', 'resume', 'resume', 'pause', 'pause', 'resume', 'pause', 'resume'],
  ],
  [
    'that is finished before it could be paused is not resumed',
    ['queued', 'queued', 'completed'],
    ['pause', 'pause', 'resume'],
  ],
  ['that has failed is not resumed', ['failed'], ['pause', 'resume']],
  [
    'that somebody else pauses again is resumed at the end',
    [...begun, ...whilePaused, 'in-progress', 'paused'],
    ['pause', 'resume', 'resume', 'pause', 'pause', 'resume', 'resume'],
  ],
])('a job %s', async (_, states, orders) => {
  const { received, listener } = receivedActions(states);
  const { said } = await surveyed(listener);
  // The last actions are those that must be rejected.
  expect(received.slice(0, orders.length)).toEqual(orders);
  expect(received.slice(orders.length)).toEqual(['', 'stop', 'pause', 'pause', 'pause']);
  expect(said).toHaveLength(1);
});

test('a job that can be paused while it is queued is resumed, and a second one is created to be sure', async () => {
  const { received, listener } = receivedActions([
    'queued',
    ...whilePaused,
    'paused',
    'in-progress',
    'completed',
  ]);
  const { said, posts } = await surveyed(listener);
  expect(received.slice(0, 3)).toEqual(['pause', 'pause', 'resume']);
  expect(said[1]).toBe(
    'It is not certain that a job that was not in progress yet could be paused, so a second job repeats it.',
  );
  expect(posts.filter((path) => path === submitPath)).toHaveLength(8);
});

test('a job that could not be resumed is reported with a command that resumes it', async () => {
  const states = [...begun, 'paused'];
  const { said } = await surveyed(serverOf(states, (action) => (action === 'resume' ? 400 : 200)));
  expect(said[1]).toMatch(
    new RegExp(
      `^Job ${firstId} may still be paused, because the run could not resume it \\(status 400\\)\\. To resume it, POST \\{.*"action":"resume"\\} to http://.*${controlPath}$`,
    ),
  );
});

test('a job is also resumed when the survey ends with an error', async () => {
  const { received, listener } = receivedActions([...begun, 'paused']);
  const { url } = await serve(listener);
  const client = createHttpClient(5000, () => true);
  let pauses = 0;
  const stops = {
    ...client,
    send: async (ask: Parameters<typeof client.send>[0]) => {
      if (pauses > 1) throw new Error('Stopped.');
      if (ask.body?.includes('"pause"') === true) pauses += 1;
      return client.send(ask);
    },
  };
  const writing = {
    followMs: 60_000,
    lastClient: client,
    admit: () => undefined,
    say: () => undefined,
    production: new Set<string>(),
  };
  await expect(surveyTarget(url, { client: stops, writing })).rejects.toThrow('Stopped.');
  client.close();
  expect(received).toEqual(['pause', 'resume', 'resume', 'pause', 'resume']);
});

test('a target that redirects to production gets no write', async () => {
  const server = serverOf(['queued']);
  const { url, requests } = await serve((request, response) => {
    if (request.url?.endsWith('/') === true || request.url?.includes('/?') === true)
      return server(request, response);
    return response.writeHead(301, { Location: 'https://app.production.example/x/' }).end();
  });
  const client = createHttpClient(5000, () => true);
  const writing = {
    followMs: 60_000,
    lastClient: client,
    admit: () => undefined,
    say: () => undefined,
    production: new Set(['app.production.example']),
  };
  await expect(surveyTarget(url, { client, writing })).rejects.toThrow(
    'redirects to app.production.example, which is production',
  );
  client.close();
  expect(requests.filter(({ method }) => method === 'POST')).toEqual([]);
});

/** A server with another response to GET for some paths. */
const withAnswer =
  (
    listener: RequestListener,
    answers: Readonly<Record<string, readonly [number, unknown]>>,
  ): RequestListener =>
  (request, response) => {
    const [status, body] = (request.method === 'GET' && answers[request.url ?? '']) || [0];
    if (status === 0) return listener(request, response);
    return response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  };
const ownPath = `/api/v1/enrichment/status/${firstId}/`;
const refusedActions = ['', 'stop', 'pause', 'pause', 'pause'];

test('a job whose status cannot be read is abandoned after a minute, without an action', async () => {
  const { received, listener } = receivedActions(['queued']);
  const { said, evidence } = await surveyed(
    withAnswer(listener, { [ownPath]: [404, { detail: 'Not found.' }] }),
  );
  expect(said[1]).toBe(`Job ${firstId} could not be read for a minute, so the run abandons it.`);
  expect(received).toEqual(refusedActions);
  const reads = (evidence as Evidence).exchanges.filter(({ tag }) => tag === 'own-detail');
  expect(reads.length).toBeGreaterThan(50);
  expect(reads.length).toBeLessThan(70);
});

test('a job that existed before the submission gets no action and no method', async () => {
  const { received, listener } = receivedActions(['in-progress']);
  const list = [200, [job({ status: 'in-progress' })]] as const;
  const { said, evidence } = await surveyed(withAnswer(listener, { '/api/v1/enrichment/status/': list }));
  expect(said).toEqual([
    `The submission returned the id of job ${firstId}, which existed before. The run sends no action to it.`,
  ]);
  expect(received).toEqual(refusedActions.filter((action) => action !== 'stop'));
  const tags = (evidence as Evidence).exchanges.map(({ tag }) => tag);
  expect(tags.filter((tag) => tag === 'write-method' || tag === 'own-detail')).toEqual([]);
});

async function listWriteMethods(states: readonly string[]): Promise<readonly string[]> {
  const { evidence } = await surveyed(serverOf(states));
  const { exchanges } = evidence as Evidence;
  return exchanges.filter(({ tag }) => tag === 'write-method').map(({ request }) => request.method);
}

test('the methods that must be rejected are sent to a finished job only', async () => {
  expect(await listWriteMethods(['queued', 'completed'])).toEqual(['PATCH', 'PUT', 'POST', 'DELETE']);
  expect(await listWriteMethods(['queued'])).toEqual([]);
});
