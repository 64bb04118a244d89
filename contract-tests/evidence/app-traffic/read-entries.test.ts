import { gzipSync } from 'node:zlib';

import { readAppHar } from '../../commands/read-app-har.ts';
import { chromeInFull } from '../../testing/app-hars.ts';
import { listPath } from '../../testing/app-session.ts';
import { spec } from '../../testing/exchanges.ts';

const read = (har: object) => readAppHar(har, 'app.har', spec, undefined);

test.each<[string, unknown]>([
  ['null', null],
  ['no request', {}],
  ['a request without a URL', { request: { method: 'GET' } }],
  ['no response', { request: { method: 'GET', url: `https://app.example${listPath}` } }],
  [
    'wrong types everywhere',
    {
      startedDateTime: 7,
      time: 'x',
      timings: [],
      request: {
        method: 'GET',
        url: `https://app.example${listPath}`,
        headers: 'x',
        cookies: {},
        postData: [],
      },
      response: { status: '200', headers: 5, content: null },
    },
  ],
  [
    'a body that is no base64',
    {
      request: { method: 'GET', url: `https://app.example${listPath}` },
      response: { status: 200, content: { text: '%%%', encoding: 'base64' } },
    },
  ],
  [
    'a bomb',
    {
      request: { method: 'GET', url: `https://app.example${listPath}` },
      response: {
        status: 200,
        headers: [{ name: 'content-encoding', value: 'gzip' }],
        content: { encoding: 'base64', text: gzipSync(Buffer.alloc(40_000_000)).toString('base64') },
      },
    },
  ],
  ['a long URL', { request: { method: 'GET', url: `https://app.example/${'a/'.repeat(9000)}` } }],
])('an entry with %s does not stop the others', (_, entry) => {
  const har = chromeInFull.write([{ to: listPath, body: [] }]) as { log: { entries: unknown[] } };
  har.log.entries.unshift(entry);
  const { exchanges, target } = read(har);
  expect([exchanges.length, Object.values(target.traffic?.leftOut ?? {})]).toEqual([1, [1]]);
});
