import { spawnSync } from 'node:child_process';

import * as fc from 'fast-check';

import { createEvidence, firstId, exchangeDraft } from '../testing/exchanges.ts';
import { formatCurl } from './curl.ts';
import type { Exchange, Header } from './exchange.ts';

const exchangeWith = (request: Partial<Exchange['request']>): Exchange => {
  const [exchange] = createEvidence(exchangeDraft('detail', {}, { jobId: firstId, request })).exchanges;
  if (exchange === undefined) throw new Error('No exchange was made.');
  return exchange;
};

const findLine = (request: Partial<Exchange['request']>) =>
  formatCurl(exchangeWith({ url: 'https://host/', headers: [], ...request }));
const withHeader = (name: string, value: string) => findLine({ headers: [[name, value]] });

test('the line repeats method, headers and URL, with a variable for the token', () => {
  expect(formatCurl(exchangeWith({}))).toBe(
    `curl -i -H "Authorization: Bearer $CONTRACT_TOKEN" 'http://127.0.0.1:4010/api/v1/enrichment/status/${firstId}/'`,
  );
});

test.each([
  ['GET', `curl -i 'https://host/'`],
  ['HEAD', `curl -i --head 'https://host/'`],
  ['OPTIONS', `curl -i -X OPTIONS 'https://host/'`],
])('curl sends %s with the right option', (method, line) => {
  expect(findLine({ method })).toBe(line);
});

test('the line repeats the request body', () => {
  expect(findLine({ method: 'POST', body: `{"a":"it's"}` })).toBe(
    `curl -i -X POST --data-binary '{"a":"it'\\''s"}' 'https://host/'`,
  );
});

test.each([
  ['Bearer $CONTRACT_OTHER_TOKEN', '"A: Bearer $CONTRACT_OTHER_TOKEN"'],
  ['Bearer ${CONTRACT_TOKEN#?}', '"A: Bearer ${CONTRACT_TOKEN#?}"'],
  ['$CONTRACT_TOKEN "$HOME" `id` \\', '"A: $CONTRACT_TOKEN \\"\\$HOME\\" \\`id\\` \\\\"'],
  ['$HOME', "'A: $HOME'"],
  ["it's", `'A: it'\\''s'`],
  ['two\nlines', "'A: two\nlines'"],
])('the header value %j is quoted for the shell', (value, quoted) => {
  expect(withHeader('A', value)).toBe(`curl -i -H ${quoted} 'https://host/'`);
});

test('curl does not expand brackets in a URL', () => {
  expect(findLine({ url: 'https://host/[redacted]/{a}' })).toBe(
    `curl -i --globoff 'https://host/[redacted]/{a}'`,
  );
});

/** Returns the arguments that a shell would pass to curl. */
function argumentsIn(line: string): readonly string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${line}`;
  const env = { CONTRACT_TOKEN: 'the-token', HOME: '/home/of/somebody' };
  const { stdout, stderr } = spawnSync('/bin/sh', ['-c', script], { env, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\0').slice(0, -1);
}

describe('a shell passes to curl', () => {
  test('the token instead of its variable', () => {
    const headers: readonly Header[] = [
      ['Authorization', 'Bearer $CONTRACT_TOKEN'],
      ['X', 'Token ${CONTRACT_TOKEN#?}'],
    ];
    const [, first, authorization, second, other] = argumentsIn(findLine({ headers }));
    expect([first, authorization]).toEqual(['-H', 'Authorization: Bearer the-token']);
    expect([second, other]).toEqual(['-H', 'X: Token he-token']);
  });

  test('the exact URL, even when a target hides a variable or a command in it', () => {
    const url = 'https://host/?a=$CONTRACT_TOKEN$(echo caught)`echo caught`"$HOME"';
    expect(argumentsIn(findLine({ url }))).toEqual(['-i', url]);
  });

  test("the exact headers and URL, except for the suite's own variables", () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab \'"\\$`!(){}[]*?~#&;|<>\n\t%é'.split('')) });
    fc.assert(
      fc.property(text, text, (path, value) => {
        const url = `https://host/${path}`;
        const given = argumentsIn(
          findLine({
            url,
            headers: [
              ['A', value],
              ['B', `$CONTRACT_TOKEN ${value}`],
            ],
          }),
        );
        const bare = given.filter((argument) => argument !== '--globoff');
        expect(bare).toEqual(['-i', '-H', `A: ${value}`, '-H', `B: the-token ${value}`, url]);
      }),
      { numRuns: 25 },
    );
  });
});
