import { isLoopback, readBaseUrl, findStem } from './base-url.ts';

const read = (text: string) => readBaseUrl(text, '/api/v1/', ['', '/backend']);
const anywhere = ['', '/backend'];
const job = '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60';

test.each<[string, string, readonly string[]]>([
  ['host.example', 'https://host.example', anywhere],
  ['host.example/', 'https://host.example', anywhere],
  ['host.example:8443', 'https://host.example:8443', anywhere],
  ['  https://host.example\n', 'https://host.example', anywhere],
  ['http://host.example', 'http://host.example', anywhere],
  ['HTTPS://Host.Example', 'https://host.example', anywhere],
  ['https://host.example:443/', 'https://host.example', anywhere],
  ['https://host.example///', 'https://host.example', anywhere],
  ['https://host.example/?page=2#top', 'https://host.example', anywhere],
  ['https://host.example/backend', 'https://host.example', ['/backend']],
  ['host.example/backend/', 'https://host.example', ['/backend']],
  ['https://host.example/api/v1', 'https://host.example', ['']],
  ['https://host.example/api/v1/', 'https://host.example', ['']],
  ['https://host.example/backend/api/v1', 'https://host.example', ['/backend']],
  ['https://host.example/api/v1/enrichment/status/', 'https://host.example', ['']],
  ['https://host.example/backend/api/v1/enrichment/status', 'https://host.example', ['/backend']],
  [`https://host.example/backend/api/v1/enrichment/status/${job}/`, 'https://host.example', ['/backend']],
  [`host.example/api/v1/enrichment/status/${job}/?x=1`, 'https://host.example', ['']],
  ['https://host.example/proxy/of/mine/api/v1/', 'https://host.example', ['/proxy/of/mine']],
  ['https://host.example/proxy/of/mine', 'https://host.example', ['/proxy/of/mine']],
  ['localhost:4010', 'http://localhost:4010', anywhere],
  ['LOCALHOST', 'http://localhost', anywhere],
  ['127.0.0.1:4010/backend/', 'http://127.0.0.1:4010', ['/backend']],
  ['[::1]:4010', 'http://[::1]:4010', anywhere],
  ['http://[::1]:4010/api/v1', 'http://[::1]:4010', ['']],
  ['https://localhost:4010', 'https://localhost:4010', anywhere],
  ['localhost.example', 'https://localhost.example', anywhere],
  ['[2001:db8::1]:8000', 'https://[2001:db8::1]:8000', anywhere],
  ['münchen.example', 'https://xn--mnchen-3ya.example', anywhere],
])('"%s" has the origin %s and the possible prefixes', (text, origin, prefixes) => {
  expect(read(text)).toEqual({ origin, prefixes });
});

test.each([
  [''],
  [' '],
  ['/'],
  ['/api/v1/enrichment/status/'],
  ['?page=2'],
  ['#'],
  [':4010'],
  ['host.example:port'],
  ['host.example:99999'],
  ['two words'],
  ['ftp://host.example'],
  ['file:///etc/passwd'],
  ['ws://host.example'],
  ['mailto:ada@host.example'],
  ['javascript:alert(1)'],
  ['http:/host.example'],
  ['http:host.example'],
  ['https://'],
  ['https:///api/v1'],
  ['https://user:secret@host.example'],
  ['https://user@host.example'],
  ['https://:secret@host.example'],
  ['user:secret@host.example'],
  ['[::1'],
])('the base URL "%s" is refused', (text) => {
  expect(read(text)).toBeUndefined();
});

test.each([
  ['http://localhost:4010', true],
  ['http://127.0.0.1', true],
  ['http://127.9.9.9:1', true],
  ['https://[::1]:4010', true],
  ['http://localhost.example', false],
  ['https://127.0.0.1.example', false],
  ['https://host.example', false],
])('%s is loopback: %s', (origin, loopback) => {
  expect(isLoopback(origin)).toBe(loopback);
});

test.each([
  [['/api/v1/enrichment/status/', '/api/v1/enrichment-control/'], '/api/v1/'],
  [['/api/v1/a/', '/api/v1/a/{id}/'], '/api/v1/a/'],
  [['/a/', '/b/'], '/'],
  [['/only/one/'], '/only/one/'],
  [[], ''],
])('the common prefix of %j is "%s"', (paths, stem) => {
  expect(findStem(paths)).toBe(stem);
});
