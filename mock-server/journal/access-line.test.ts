import { parseInstant } from '../../time/time.ts';
import { type Access, formatAccessLine } from './access-line.ts';

const access: Access = {
  client: '127.0.0.1',
  user: 'alice',
  began: parseInstant('2026-05-06T14:23:11Z') as Access['began'],
  method: 'GET',
  target: '/api/v1/enrichment/status/?page=2',
  httpVersion: '1.1',
  status: 200,
  bytes: 512,
  tookMs: 3.4,
  world: 'default',
  faults: ['f1', 'f2'],
};

test.each<[string, Partial<Access>, string]>([
  [
    'an ordinary request',
    {},
    '127.0.0.1 - alice [06/May/2026:14:23:11 +0000] "GET /api/v1/enrichment/status/?page=2 HTTP/1.1" 200 512 3ms world=default user=alice fault=f1,f2',
  ],
  [
    'a request of an unknown user, without faults',
    { user: undefined, faults: [], bytes: undefined },
    '127.0.0.1 - - [06/May/2026:14:23:11 +0000] "GET /api/v1/enrichment/status/?page=2 HTTP/1.1" 200 - 3ms world=default user=- fault=-',
  ],
  [
    'a request without a response',
    { status: 0, bytes: undefined },
    '127.0.0.1 - alice [06/May/2026:14:23:11 +0000] "GET /api/v1/enrichment/status/?page=2 HTTP/1.1" - - 3ms world=default user=alice fault=f1,f2',
  ],
  [
    'names and targets that would break the format',
    { user: 'a "b" c', world: 'x y', target: '/"/' },
    '127.0.0.1 - a__b__c [06/May/2026:14:23:11 +0000] "GET /%22/ HTTP/1.1" 200 512 3ms world=x_y user=a__b__c fault=f1,f2',
  ],
])('%s', (_, change, line) => {
  expect(formatAccessLine({ ...access, ...change })).toBe(line);
});

test('control characters of a terminal are made visible', () => {
  const line = formatAccessLine({ ...access, method: '\u001b[2J', world: 'a\u0007' });
  // oxlint-disable-next-line no-control-regex
  expect(line).not.toMatch(/[\u0000-\u001f]/);
  expect(line).toContain('\\u{1b}[2J');
});
