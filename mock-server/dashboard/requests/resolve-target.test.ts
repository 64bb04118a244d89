// Where a request can be sent again.
import { resolveTarget } from './resolve-target.ts';

const page = 'http://127.0.0.1:4010/__mock__/?panel=requests#x';

test.each([
  ['/api/v1/enrichment/status/?page=2', 'http://127.0.0.1:4010/api/v1/enrichment/status/?page=2'],
  ['/', 'http://127.0.0.1:4010/'],
  ['//example.com/x', 'http://127.0.0.1:4010//example.com/x'],
  ['/a/../b', 'http://127.0.0.1:4010/b'],
  ['/__mock__x/', 'http://127.0.0.1:4010/__mock__x/'],
])('%s is sent to %s', (target, url) => {
  expect(resolveTarget(target, page)).toEqual({ kind: 'found', url });
});

test('a site below a path keeps its requests there', () => {
  const below = 'https://docs.test/sandbox/__mock__/index.html';
  expect(resolveTarget('/api/', below)).toEqual({ kind: 'found', url: 'https://docs.test/sandbox/api/' });
  expect(resolveTarget('/../other/', below).kind).toBe('refused');
});

test.each([
  ['/api/v1/enrichment/status/?page=2', 'found'],
  ['/backend/api/v1/', 'found'],
  ['/', 'refused'],
  ['//example.com/api/v1/', 'refused'],
  ['//__mock__/api/worlds', 'refused'],
  ['/api/v1%2f..%2f..%2f__mock__/api', 'refused'],
  ['/%5f_mock__/api/worlds', 'refused'],
  ['/elsewhere', 'refused'],
])('on the static site, whose host answers all other paths, %s is %s', (target, kind) => {
  expect(resolveTarget(target, 'https://docs.test/sandbox/__mock__/', true).kind).toBe(kind);
});

test.each([
  'api/v1/',
  'http://example.com/',
  '',
  '/__mock__',
  '/__mock__/api/worlds/default/reset',
  '/x/../__mock__/api/worlds/default',
  '/x/%2e%2e/__mock__/api/worlds/default',
  '/\\..\\__mock__/api/worlds/default',
  '/./__mock__/',
  '/\t__mock__/api/worlds',
  '/_\n_mock__/api/worlds',
  '/.\t./__mock__/',
  '/api/v1/../../__mock__/api/worlds',
  '/api/v1/%2E%2e/.%2e/__mock__/api/worlds',
  '/;/../__mock__/',
  '/__mock__?x',
  '/__mock__#x',
  '/__mock__\\api',
])('%s is refused', (target) => {
  expect(resolveTarget(target, page).kind).toBe('refused');
});
