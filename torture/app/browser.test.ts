// What the browser of the command cannot reach, and what of its requests no report shows.
import { formatReach } from './browser.ts';
import { hideTokens } from './routed.ts';

const app = 'http://app.test:8080/';

test('the browser reaches the app, this machine and allowed hosts, whatever redirects it', () => {
  expect(formatReach({ app, allowedHosts: ['cdn.example'] })).toBe(
    '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE *.localhost , EXCLUDE 127.* , EXCLUDE [::1] , EXCLUDE app.test , EXCLUDE cdn.example',
  );
});

test.each(['evil.example , EXCLUDE *', '*', 'a b', ''])('the host %j opens nothing else', (host) => {
  expect(formatReach({ app, allowedHosts: [host] })).toBe(formatReach({ app, allowedHosts: [] }));
});

test.each([
  ['/api/v1/enrichment/status/?api_key=real-4711', '/api/v1/enrichment/status/?api_key=***'],
  [
    '/api/v1/enrichment/status/?page=2&access_token=eyJhbGciOi.x.y',
    '/api/v1/enrichment/status/?page=2&access_token=***',
  ],
  ['/api/v1/enrichment/status/', '/api/v1/enrichment/status/'],
])('the target %s is recorded as %s', (target, recorded) => {
  expect(hideTokens({ target })).toEqual({ target: recorded });
});
