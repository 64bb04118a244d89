// What a refusal proposes contains nothing that only its sender, or another team, knows.
import { engineUnderTest } from '../testing/engine-under-test.ts';
import { getFix } from '../testing/follow-fix.ts';

const secret = 'operator-token-0123456789';

test.each([
  ['GET', `/worlds/shop/requests?token=${secret}`, undefined],
  ['GET', `/worlds/shop/requests?limit=0&access_token=${secret}`, undefined],
  ['POST', `/worlds/shop/clock?token=${secret}`, { speed: 'fast' }],
  ['POST', '/worlds/shop/clock', { speed: 'fast', token: secret }],
  ['POST', '/worlds/shop/jobs', { user: 'bob', authorization: secret }],
  ['GET', `/${secret}`, undefined],
])('%s %s with %j gets a fix without the token', async (method, path, body) => {
  const { engine } = engineUnderTest();
  const text = body === undefined ? '' : JSON.stringify(body);
  const outcome = await engine.control({ method, target: `/__mock__/api${path}`, body: text });
  const fix = getFix(outcome);
  expect(fix).toBeDefined();
  expect(JSON.stringify(fix)).not.toContain(secret);
});
