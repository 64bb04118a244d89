import { createWriteGate } from './write-gate.ts';

const own = 'https://test.example/backend/status/9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60/';
const other = 'https://test.example/backend/status/1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d/';

function createGate(...admitted: readonly string[]) {
  const { mayWrite, admit } = createWriteGate({
    origin: 'https://test.example',
    paths: ['/submit/', '/control/', '/status/'],
    isProduction: ({ pathname }) => pathname.startsWith('/production/'),
  });
  for (const url of admitted) admit(url);
  return (method: string, url: string) => mayWrite(new URL(url), method);
}

test.each<[string, string, boolean]>([
  ['POST', 'https://test.example/backend/submit/', true],
  ['POST', 'https://test.example/backend/control/', true],
  ['POST', 'https://test.example/backend/status/', true],
  ['POST', 'https://test.example/backend/other/', false],
  ['POST', 'https://elsewhere.example/submit/', false],
  ['POST', 'http://test.example/submit/', false],
  ['POST', 'https://test.example/production/submit/', false],
  ['DELETE', 'https://test.example/backend/status/', false],
  ['PUT', 'https://test.example/backend/submit/', false],
  ['PATCH', 'https://test.example/backend/control/', false],
  ['POST', own, false],
  ['DELETE', own, false],
])('without a job of the run, %s %s: %j', (method, url, isAllowed) => {
  expect(createGate()(method, url)).toBe(isAllowed);
});

test.each<[string, string, boolean]>([
  ['DELETE', own, true],
  ['PUT', own, true],
  ['PATCH', own, true],
  ['POST', own, true],
  ['TRACE', own, false],
  ['DELETE', other, false],
  ['DELETE', `${own}?all=1`, false],
  ['DELETE', 'https://test.example/backend/status/', false],
])('with a job of the run, %s %s: %j', (method, url, isAllowed) => {
  expect(createGate(own)(method, url)).toBe(isAllowed);
});

test.each([
  ['the list', 'https://test.example/backend/status/'],
  ['an id that leads elsewhere', 'https://test.example/backend/status/../'],
  ['an empty id', 'https://test.example/backend/status//'],
  ['another host', own.replace('test', 'elsewhere')],
  ['production', own.replace('backend', 'production')],
])('%s in place of a job of the run is never written to', (_, url) => {
  expect(createGate(url)('DELETE', url)).toBe(false);
});
