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
  'api/v1/',
  'http://example.com/',
  '',
  '/__mock__',
  '/__mock__/api/worlds/default/reset',
  '/x/../__mock__/api/worlds/default',
  '/x/%2e%2e/__mock__/api/worlds/default',
  '/\\..\\__mock__/api/worlds/default',
  '/./__mock__/',
])('%s is refused', (target) => {
  expect(resolveTarget(target, page).kind).toBe('refused');
});
