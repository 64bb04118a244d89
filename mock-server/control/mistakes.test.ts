// The errors for typing mistakes with curl: the value, the allowed values, a suggestion.
import { engineUnderTest } from '../testing/engine-under-test.ts';

const takes = (operation: string, what: string) =>
  `Invalid request for ${operation}: ${what} See openapi/control.yaml.`;

test.each([
  ['POST clock', 'frozen=yes', takes('setClock', '"frozen" is "yes"; it must be true or false.')],
  [
    'POST clock',
    'speed=fast',
    takes('setClock', '"speed" is "fast"; it must be a number from 0.1 to 100000.'),
  ],
  ['POST clock', 'sped=5', takes('setClock', 'there is no key "sped"; did you mean "speed"?')],
  [
    'POST clock',
    'until=x',
    takes('setClock', '"until" is "x"; it must be an object with "job" and "status".'),
  ],
  [
    'POST jobs',
    'user=carol&rows=5',
    takes('addJob', 'there is no key "rows"; allowed: user, scenario, size, category, submitted, in.'),
  ],
  [
    'POST jobs',
    'user=carol&category=contract',
    takes('addJob', '"category" is "contract"; it must be "contact" or "account"; did you mean "contact"?'),
  ],
  [
    'POST snapshots',
    'name=a b',
    takes(
      'takeSnapshot',
      '"name" is "a b"; it must be a letter or digit, then at most 63 letters, digits, dots, dashes or underscores.',
    ),
  ],
  ['POST restore', 'file=', takes('restoreWorld', '"file" is ""; it must be a non-empty string.')],
  [
    'GET requests?limit=0',
    '',
    takes('listRequests', '"limit" is 0; it must be a whole number from 1 to 10000.'),
  ],
  [
    'GET requests?since=-1',
    '',
    takes('listRequests', '"since" is -1; it must be a whole number, 0 or more.'),
  ],
  [
    'GET advice?fail-on=warn',
    '',
    takes('getAdvice', '"fail-on" is "warn"; it must be "notice" or "warning".'),
  ],
  [
    'GET requests/waits',
    '',
    'The control API has no path /__mock__/api/worlds/shop/requests/waits; did you mean "wait"? See openapi/control.yaml.',
  ],
  [
    'GET user',
    '',
    'The control API has no path /__mock__/api/worlds/shop/user; did you mean "users"? See openapi/control.yaml.',
  ],
  [
    'POST jobs/x/stop',
    '',
    'The control API has no path /__mock__/api/worlds/shop/jobs/x/stop; /__mock__/api/worlds/shop/jobs/x/ has status, fail, pause, resume, undelete. See openapi/control.yaml.',
  ],
  [
    'POST faults',
    'effect=latency&latency=5',
    'Invalid fault: "latency" is "5"; it must be "300ms", "100ms to 2s" (uniform) or "log-normal 200ms to 5s" (median and cap), each at most 1m. See NewFault in openapi/control.yaml.',
  ],
])('%s with %s', async (line, body, message) => {
  const [method = '', path = ''] = line.split(' ');
  const { control } = engineUnderTest();
  const [, detail] = await control(method, `/worlds/shop/${path}`, body);
  expect(detail).toBe(message);
});

test('a form may contain a string that looks like a number', async () => {
  const { control } = engineUnderTest();
  expect(await control('POST', '/worlds/shop/snapshots', 'name=7')).toMatchObject([201, { name: '7' }]);
  const [, job] = await control('POST', '/worlds/shop/jobs', 'user=carol&size=5');
  const { id } = job as { readonly id: string };
  expect(await control('POST', `/worlds/shop/jobs/${id}/fail`, 'reason=404')).toMatchObject([
    200,
    { size: 5, reason: '404' },
  ]);
});

test('a clock that would pass its end is not moved', async () => {
  const { control } = engineUnderTest();
  await control('POST', '/worlds/shop/clock', 'frozen=true&at=9999-12-31T23:59:59Z');
  await control('POST', '/worlds/shop/jobs', 'user=carol');
  const beyond = [
    409,
    'The time in world "shop" is 9999-12-31T23:59:59.000Z, and clocks end at 9999-12-31T23:59:59.999Z. To go back, reset the world or restore a snapshot of it.',
  ];
  expect(await control('POST', '/worlds/shop/clock', 'advance=1h')).toEqual(beyond);
  expect(await control('POST', '/worlds/shop/clock', 'advance=next-change')).toEqual(beyond);
  expect(await control('GET', '/worlds/shop/clock')).toMatchObject([
    200,
    { now: '9999-12-31T23:59:59.000Z' },
  ]);
});
