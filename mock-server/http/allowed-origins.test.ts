// The control API for pages of other origins: only with --allow-origin, and only for those named.
import { sendRequest } from '../testing/http-client.ts';
import { runningMock } from '../testing/running-mock.ts';

const page = 'http://localhost:5173';
const preflight = {
  Origin: page,
  'Access-Control-Request-Method': 'POST',
  'Access-Control-Request-Headers': 'content-type',
};
const path = '/__mock__/api/worlds/default/clock';

test.each([
  ['the page may read and write', [page], 200, page],
  ['without the flag it may do nothing', [], 403, undefined],
  ['another page may do nothing', ['http://localhost:5174'], 403, undefined],
])('%s', async (_, allowedOrigins, status, allowed) => {
  const mock = await runningMock({ allowedOrigins });
  try {
    const headers = { Origin: page, 'Content-Type': 'application/json' };
    const reply = await sendRequest(mock.url + path, { method: 'POST', headers, body: '{"frozen":true}' });
    expect([reply.status, reply.headers['access-control-allow-origin']]).toEqual([status, allowed]);
    const before = await sendRequest(mock.url + path, { method: 'OPTIONS', headers: preflight });
    expect(before.status).toBe(status === 200 ? 204 : 403);
    expect(before.headers['access-control-allow-methods']).toBe(allowed && 'DELETE, GET, POST');
    expect(before.headers['access-control-allow-credentials']).toBeUndefined();
  } finally {
    await mock.stop();
  }
});
