import { getShippedChecks } from '../../openapi/shipped.ts';
import { base } from '../testing/answers.ts';
import { spec } from '../testing/shipped.ts';
import type { WireReply } from '../django/message.ts';
import { createResources } from '../django/routes.ts';
import type { Setup } from './context.ts';
import { checkResponse } from './self-check.ts';

const [, list] = createResources(spec, {});
const headers: WireReply['headers'] = [
  ['Content-Type', 'application/json'],
  ['X-Content-Type-Options', 'nosniff'],
];

/** The violations of a response to the list. */
async function listBreaches(reply: Partial<WireReply>, method = 'GET'): Promise<readonly string[]> {
  const sentences: string[] = [];
  const request = { method, target: `${base}/status/`, headers: {}, body: '' };
  const setup = { model: { spec, readings: {} } } as Setup;
  checkResponse(
    { resource: list, request, setup },
    { status: 200, headers, body: '[]', ...reply },
    { checks: getShippedChecks, onBreach: (one) => sentences.push(one) },
  );
  return sentences;
}
const says = (status: number, what: string) =>
  `The mock's response to GET ${base}/status/ (listStatuses, ${status}) violates the document at ${what}.`;

test('a valid response is not reported', async () => {
  expect(await listBreaches({})).toEqual([]);
  expect(await listBreaches({ body: '' }, 'HEAD')).toEqual([]);
  expect(await listBreaches({ body: '{}' }, 'OPTIONS')).toEqual([]);
});

test.each<[string, Partial<WireReply>, string]>([
  [
    'a status',
    { status: 418 },
    says(418, 'status: expected one of 200, 301, 401, 404, 405, 406, 429, 500, got 418'),
  ],
  [
    'a header',
    { headers: [...headers.slice(0, 1), ['X-Content-Type-Options', 'sniff']] },
    says(200, 'header X-Content-Type-Options: expected nosniff, got sniff'),
  ],
  [
    'a media type',
    { headers: [['Content-Type', 'text/plain']] },
    says(200, 'header Content-Type: expected application/json, got text/plain'),
  ],
  ['a body', { body: '[' }, says(200, 'body: expected valid JSON, got [')],
])('%s that the document does not allow is reported in one sentence', async (_, reply, sentence) => {
  expect(await listBreaches(reply)).toEqual([sentence]);
});
