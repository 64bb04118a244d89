// Teams that share a mock: each has its own worlds, and nothing shows a trace of another team.
import { listControlOperations } from '../../openapi/shipped.ts';
import { ownJob, ownJobId } from '../testing/answers.ts';
import { openConnection, type HttpRequest, sendRequest } from '../testing/http-client.ts';
import { controlToken } from '../testing/locked-mock.ts';
import { createTeam, runTeamMock, toKey } from '../testing/team-mock.ts';
import type { MockOnPort } from '../testing/running-mock.ts';

const acme = toKey('acme');
const zoo = toKey('zoo');
const lines: string[] = [];
const print = (line: string): void => void lines.push(line);
let mock: MockOnPort;

beforeAll(async () => {
  mock = await runTeamMock([createTeam('acme'), createTeam('zoo'), createTeam('constructor')], {
    log: print,
    logRequest: print,
    warn: print,
  });
});
afterAll(() => mock.stop());

const send = (path: string, bearer?: string, given: HttpRequest = {}) => {
  const authorization = bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` };
  return sendRequest(`${mock.url}${path}`, { ...given, headers: { ...authorization, ...given.headers } });
};
const getStatus = async (bearer: string) => {
  // After many wrong keys in a minute, the next ones are answered late.
  mock.wait(10);
  return (await send(ownJob, bearer)).status;
};
const control = async (path: string, bearer: string, given?: HttpRequest) => {
  const { status, body } = await send(`/__mock__/api${path}`, bearer, given);
  return { status, value: body === '' ? undefined : (JSON.parse(body) as unknown) };
};
const post = (body: string): HttpRequest => ({
  method: 'POST',
  body,
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
});

test.each([
  ['in the default world of the team', `alice-token~${acme}`, 200],
  ['in another world of the team', `alice-token~${acme}~checkout-7`, 200],
  ['without a key', 'alice-token', 401],
  ['with the name of a world in place of the key', 'alice-token~checkout-7', 401],
  ['with an unknown key', 'alice-token~other-key-0123456789', 401],
  ['with the name of the team in place of the key', 'alice-token~acme', 401],
  ['with a property of every object', 'alice-token~__proto__', 401],
  ['with the key in capitals', `alice-token~${acme.toUpperCase()}`, 401],
  ['with an empty key', 'alice-token~~checkout-7', 401],
  ['with the key after the world', `alice-token~checkout-7~${acme}`, 401],
  ['with the key alone', acme, 401],
  ['with a world of another team', `alice-token~${acme}~zoo/default`, 401],
  ['with an encoded world of another team', `alice-token~${acme}~zoo%2Fdefault`, 401],
  ['with a path', `alice-token~${acme}~..`, 401],
  ['with a second key', `alice-token~${acme}~${zoo}`, 401],
  ['with the key twice', `alice-token~${acme}~${acme}`, 401],
  ['with the control token', `alice-token~${controlToken}`, 401],
  ['with an expired token', `expired-token~${acme}`, 401],
  ['with a very long token', `alice-token~${acme}~${'x'.repeat(5000)}`, 401],
])('a request %s gets %3$d', async (_, bearer, want) => {
  expect(await getStatus(bearer)).toBe(want);
});

test('two Authorization headers are no token', async () => {
  const wire = openConnection(mock.url);
  wire.send(
    `GET ${ownJob} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer alice-token~${acme}\r\nAuthorization: Bearer alice-token~${zoo}\r\nConnection: close\r\n\r\n`,
  );
  expect(await wire.closed()).toMatch(/^HTTP\/1\.1 401 /);
});

test('an unknown key gets the response of an unknown token', async () => {
  const bodies = [`alice-token~other-key-0123456789`, 'unknown-token'].map(async (bearer) => {
    const { status, body } = await send(ownJob, bearer);
    return `${status} ${body}`;
  });
  expect(await Promise.all(bodies)).toEqual(Array(2).fill('401 {"message":"Invalid or expired token"}'));
});

test('worlds of the same name belong to each team', async () => {
  await control('/worlds/shop/clock', acme, post('advance=1h'));
  expect((await send(ownJob, `alice-token~${acme}~shop`)).body).toContain('"completed"');
  expect((await send(ownJob, `alice-token~${zoo}~shop`)).body).toContain('"queued"');
});

test('with its key, a team sees its worlds under their own names', async () => {
  await send(ownJob, `alice-token~${acme}~checkout-7`);
  const { value } = await control('/worlds', acme);
  expect(value).toEqual(expect.arrayContaining(['checkout-7', 'default']));
  expect(JSON.stringify(value)).not.toContain('/');
});

test('the tokens that a program gets have the key, and work as they are', async () => {
  const { value } = await control('/worlds/checkout-7/users', acme);
  const [{ token }] = value as readonly [{ readonly token: string }];
  expect(token).toBe(`alice-token~${acme}~checkout-7`);
  expect(await getStatus(token)).toBe(200);
});

test('the operator sees all worlds, with their teams', async () => {
  await send(ownJob, `alice-token~${zoo}~animals`);
  const { value } = await control('/worlds', controlToken);
  expect(value).toEqual(expect.arrayContaining(['acme/default', 'zoo/animals', 'constructor/default']));
  const clock = await control('/worlds/zoo%2Fanimals/clock', controlToken, post('advance=1h'));
  expect(clock).toMatchObject({ status: 200, value: { world: 'zoo/animals' } });
  const same = await control('/worlds/zoo/animals/clock', controlToken);
  expect(same).toMatchObject({ status: 200, value: { world: 'zoo/animals' } });
  const world = await control('/worlds/zoo%2Fanimals', controlToken);
  expect(world.value).toMatchObject({ name: 'zoo/animals', clock: { world: 'zoo/animals' } });
  const refused = await control('/worlds/zoo%2Fanimals/clock', controlToken, post('advanc=1h'));
  expect(refused.value).toMatchObject({
    fix: { method: 'POST', path: '/__mock__/api/worlds/zoo/animals/clock', body: { advance: '1h' } },
  });
  const health = await control('/health', controlToken);
  expect(health.value).toMatchObject({ worlds: (value as readonly string[]).length });
});

test.each([
  'default',
  'nobody%2Fdefault',
  '%2Fdefault',
  'acme',
  'acme%2F',
  'acme%2F..',
  'acme%2Fzoo%2Fanimals',
  'zoo%2Fanimals%2Fclock',
  'animals/clock',
  'zoo/%2F',
  'acme%2F..%2Fzoo',
  '__proto__%2Fdefault',
  'acme%252Fdefault',
])('the operator has no world %s', async (world) => {
  expect(await control(`/worlds/${world}`, controlToken)).toMatchObject({ status: 404 });
});

test.each([
  'zoo%2Fdefault',
  'zoo%252Fdefault',
  '%7A%6F%6F%2Fdefault',
  '..%2Fzoo%2Fdefault',
  'zoo%2Fdefault%00',
  'zoo%E2%88%95default',
  'acme%2Fdefault',
])('a team has no world %s', async (world) => {
  const { status, value } = await control(`/worlds/${world}/clock`, acme);
  expect([status, JSON.stringify(value)]).toEqual([
    404,
    expect.stringContaining('is not a valid world name'),
  ]);
});

test('the metrics of all teams are for the operator', async () => {
  expect((await send('/__mock__/metrics', acme)).status).toBe(403);
  expect((await send('/__mock__/metrics')).status).toBe(401);
  const { status, body } = await send('/__mock__/metrics', controlToken);
  expect(status).toBe(200);
  expect(body).not.toMatch(/acme|zoo/);
});

test('a probe needs no token, and tells nothing of teams', async () => {
  const { body } = await send('/__mock__/health');
  expect((await send('/__mock__/health/ready')).status).toBe(200);
  expect(body).not.toMatch(/acme|zoo|worlds/);
});

describe('after a team has left traces everywhere', () => {
  const world = 'secret-world';
  let job = '';

  beforeAll(async () => {
    const submit = {
      method: 'POST',
      body: '{"records":[{"name":"secret"}]}',
      headers: { 'Content-Type': 'application/json' },
    };
    await control(`/worlds/${world}/snapshots`, acme, post('name=secret-snapshot'));
    await control(
      `/worlds/${world}/faults`,
      acme,
      post(`effect=error&problem=serverError&user=carol&job=${ownJobId}`),
    );
    const added = await control(`/worlds/${world}/jobs`, acme, post('user=alice'));
    job = (added.value as { readonly id: string }).id;
    await send('/api/v1/enrichment/submit/', `bob-token~${acme}~${world}`, submit);
    await send(`/api/v1/secret-path/?secret=1`, `alice-token~${acme}~${world}`);
    await send(ownJob, `secret-user~${acme}~secret-unborn`);
  });

  test('no operation of the control API shows them to another team', async () => {
    const views = listControlOperations().filter(
      ({ method, path }) => method === 'GET' && !/\/(?:events|wait)$/.test(path),
    );
    expect(views.length).toBeGreaterThanOrEqual(15);
    for (const name of ['default', 'fresh'])
      for (const { path } of views) {
        const target = path
          .replace('{world}', name)
          .replace('{job}', job)
          .replace(/\{\w+\}/, 'secret-snapshot');
        const { body } = await send(target, zoo);
        // The name of the world is that of the request.
        const others = body.replaceAll(name, 'NAME').replaceAll('secret-snapshot', 'SNAPSHOT');
        expect(`${path}: ${others}`).not.toMatch(/secret|acme/);
        expect(others.replaceAll(`\\"${job}\\"`, '').replaceAll(`Job ${job}`, '')).not.toContain(job);
      }
  });

  test('a request for their job does not find it, and no hint names its world', async () => {
    const { status } = await send(`/api/v1/enrichment/status/${job}/`, `alice-token~${zoo}~hints`);
    const { value } = await control('/worlds/hints/requests', zoo);
    const text = JSON.stringify(value);
    expect(status).toBe(404);
    expect(text).toContain('near_misses');
    expect(text).not.toMatch(/secret|acme/);
  });

  test('their journal, exports and logs have no key', async () => {
    await send(`/api/v1/enrichment/status/?x=${acme}`, `alice-token~${acme}~${world}`);
    await send(
      `/api/v1/enrichment/status/?x=${encodeURIComponent(acme).replaceAll('-', '%2D')}`,
      `alice-token~${acme}~${world}`,
    );
    await send(`/api/v1/${acme}/`, `alice-token~${acme}~${world}`);
    await send(`/api/v1/enrichment/status/`, `alice-token~${acme}~~~`);
    for (const view of ['requests', 'export', 'log', 'link', 'jobs', 'advice', 'faults']) {
      const { body } = await send(`/__mock__/api/worlds/${world}/${view}`, acme);
      expect(`${view}: ${body}`).not.toContain(acme);
    }
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('\n')).not.toMatch(new RegExp(`${acme}|${zoo}|${controlToken}`));
  });

  test('the access log names the team for the operator', () => {
    expect(lines.join('\n')).toContain(`world=acme/${world}`);
  });
});
