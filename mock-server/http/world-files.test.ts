// Snapshots and world files over a real port; every response is checked against the control document.
import { type ObservedResponse, findViolations } from '../../openapi/conformance.ts';
import { getControlChecks, listControlOperations } from '../../openapi/shipped.ts';
import { sendRequest, type HttpReply } from '../testing/http-client.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';

let mock: MockOnPort;
beforeEach(async () => {
  mock = await runningMock();
  await ask('POST', `${world}/snapshots`, 'name=early');
});
afterEach(async () => {
  await mock.stop();
});

const worlds = '/__mock__/api/worlds';
const world = `${worlds}/shop`;
const ask = (method: string, path: string, body = '') => sendRequest(`${mock.url}${path}`, { method, body });

const violations = async (id: string, { status, headers, body }: HttpReply) => {
  const operation = listControlOperations().find((one) => one.id === id);
  if (operation === undefined) throw new Error(`The control document has no operation "${id}".`);
  const response: ObservedResponse = { status, header: (name) => String(headers[name] ?? ''), body };
  return findViolations(operation, response, getControlChecks());
};

const file = new URLSearchParams({
  file: 'about: A world for a test.\nusers: {zoe: {token: zoe}}',
}).toString();

test.each([
  ['getWorld', 'GET', world, '', 200],
  ['getWorld', 'GET', `${worlds}/-`, '', 404],
  ['dropWorld', 'DELETE', world, '', 204],
  ['dropWorld', 'DELETE', `${worlds}/gone`, '', 204],
  ['dropWorld', 'DELETE', `${worlds}/-`, '', 404],
  ['resetWorld', 'POST', `${world}/reset`, 'at=2026-05-06T14:00:00Z', 200],
  ['resetWorld', 'POST', `${world}/reset`, 'at=noon', 400],
  ['listSnapshots', 'GET', `${world}/snapshots`, '', 200],
  ['listSnapshots', 'GET', `${worlds}/-/snapshots`, '', 404],
  ['takeSnapshot', 'POST', `${world}/snapshots`, '', 201],
  ['takeSnapshot', 'POST', `${world}/snapshots`, '{"name": "early"}', 201],
  ['takeSnapshot', 'POST', `${world}/snapshots`, 'name=-', 400],
  ['dropSnapshot', 'DELETE', `${world}/snapshots/early`, '', 204],
  ['dropSnapshot', 'DELETE', `${world}/snapshots/late`, '', 404],
  ['restoreWorld', 'POST', `${world}/restore`, 'snapshot=early', 200],
  ['restoreWorld', 'POST', `${worlds}/other/restore`, 'snapshot=early&of=shop', 200],
  ['restoreWorld', 'POST', `${world}/restore`, 'snapshot=late', 404],
  ['restoreWorld', 'POST', `${world}/restore`, file, 200],
  ['restoreWorld', 'POST', `${world}/restore`, 'file=about', 400],
  ['restoreWorld', 'POST', `${worlds}/-/restore`, file, 404],
  ['exportWorld', 'GET', `${world}/export`, '', 200],
  ['exportWorld', 'GET', `${worlds}/-/export`, '', 404],
])(
  '%s: %s %s with "%s" responds with %i as the control document says',
  async (id, method, path, body, status) => {
    const reply = await ask(method, path, body);
    expect([reply.status, await violations(id, reply)]).toEqual([status, []]);
  },
);

test('a world file may be large, since it contains uploads', async () => {
  const padded = `${file}${encodeURIComponent(`\n# ${'x'.repeat(3 * 1024 * 1024)}`)}`;
  expect((await ask('POST', `${world}/restore`, padded)).status).toBe(200);
});
