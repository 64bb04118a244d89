import * as fc from 'fast-check';

import { createAjv } from '../../openapi/testing/ajv.ts';
import { createEvidence as madeEvidence, firstId, exchangeDraft } from '../testing/exchanges.ts';
import type { Evidence } from './evidence.ts';
import type { Exchange, Header, ExchangeOutcome } from './exchange.ts';
import { formatHar } from './har.ts';
import { parseEvidence } from './read-har.ts';

const headers: fc.Arbitrary<readonly Header[]> = fc.array(fc.tuple(fc.string(), fc.string()), {
  maxLength: 4,
});
const whole = fc.integer({ min: 0, max: 4_000_000_000_000 });
const outcome: fc.Arbitrary<ExchangeOutcome> = fc.oneof(
  fc.record({
    kind: fc.constant('response' as const),
    status: fc.integer({ min: 100, max: 999 }),
    headers,
    body: fc.string({ unit: 'binary' }),
  }),
  fc.record({ kind: fc.constant('no-response' as const), reason: fc.string() }),
);
const exchange: fc.Arbitrary<Exchange> = fc.record(
  {
    id: fc.string(),
    tag: fc.constantFrom('list', 'detail', 'watch-list'),
    operationId: fc.string(),
    jobId: fc.string(),
    startedMs: whole,
    tookMs: whole,
    request: fc.record({
      method: fc.constantFrom('GET', 'HEAD', 'OPTIONS'),
      url: fc.webUrl({ withQueryParameters: true }),
      headers,
    }),
    outcome,
  },
  { requiredKeys: ['id', 'tag', 'operationId', 'startedMs', 'tookMs', 'request', 'outcome'] },
);
const earlier: fc.Arbitrary<NonNullable<Evidence['earlier']>> = fc.record({
  runs: fc.nat(30),
  jobs: fc.array(
    fc.record({
      jobId: fc.uuid(),
      status: fc.string(),
      firstSeen: fc.string(),
      lastSeen: fc.string(),
      daysInStatus: fc.nat(),
      lateMoves: fc.nat(),
    }),
    { maxLength: 3 },
  ),
});
const evidence: fc.Arbitrary<Evidence> = fc.record(
  {
    target: fc.record({
      baseUrl: fc.webUrl(),
      hasOtherToken: fc.boolean(),
      hasExpiredToken: fc.boolean(),
      watchedMs: whole,
      mayWrite: fc.boolean(),
    }),
    exchanges: fc.array(exchange, { maxLength: 5 }),
    earlier,
  },
  { requiredKeys: ['target', 'exchanges'] },
);

/** What HAR 1.2 requires; custom fields start with an underscore. */
const pairs = { type: 'array', items: object({ name: { type: 'string' }, value: { type: 'string' } }) };
const [text, size, address] = [
  { type: 'string' },
  { type: 'integer', minimum: -1 },
  { type: 'string', format: 'uri' },
];
const harSchema = object({
  log: object({
    version: { const: '1.2' },
    creator: object({ name: text, version: text }),
    entries: {
      type: 'array',
      items: object({
        startedDateTime: { type: 'string', format: 'date-time' },
        time: { type: 'number', minimum: 0 },
        request: object({
          method: text,
          url: address,
          httpVersion: text,
          cookies: pairs,
          headers: pairs,
          queryString: pairs,
          headersSize: size,
          bodySize: size,
        }),
        response: object({
          status: { type: 'integer' },
          statusText: text,
          httpVersion: text,
          cookies: pairs,
          headers: pairs,
          content: { ...object({ size, mimeType: text }), properties: { size, mimeType: text, text } },
          redirectURL: text,
          headersSize: size,
          bodySize: size,
        }),
        cache: { type: 'object' },
        timings: object({ send: { type: 'number' }, wait: { type: 'number' }, receive: { type: 'number' } }),
      }),
    },
  }),
});

/** All of these fields, and others only with an underscore. */
function object(properties: Readonly<Record<string, object>>): object {
  return {
    type: 'object',
    required: Object.keys(properties),
    properties,
    patternProperties: { '^_': {} },
    additionalProperties: false,
  };
}

const isHar = createAjv().compile(harSchema);

test('evidence survives the round trip through its HAR, also through a file', () => {
  fc.assert(
    fc.property(evidence, (given) => {
      expect(parseEvidence(formatHar(given, '1.0.0'))).toEqual(given);
      expect(parseEvidence(JSON.parse(JSON.stringify(formatHar(given, '1.0.0'))))).toEqual(given);
    }),
  );
});

test('the HAR follows HAR 1.2', () => {
  fc.assert(
    fc.property(evidence, (given) => {
      isHar(JSON.parse(JSON.stringify(formatHar(given, '1.0.0'))));
      expect(isHar.errors ?? []).toEqual([]);
    }),
  );
});

test('a response is where developer tools expect it', () => {
  const given = madeEvidence(
    exchangeDraft('no-slash', 'größ', {
      status: 301,
      headers: { Location: '/a/', Date: undefined },
      request: { url: 'http://host/a?b=c&b=%20' },
    }),
  );
  const [entry] = formatHar(given, '1.2.3').log.entries;
  expect(entry).toMatchObject({
    startedDateTime: '2026-05-06T15:00:00.000Z',
    time: 12,
    request: {
      url: 'http://host/a?b=c&b=%20',
      queryString: [
        { name: 'b', value: 'c' },
        { name: 'b', value: ' ' },
      ],
    },
    response: {
      status: 301,
      redirectURL: '/a/',
      content: { size: 6, mimeType: 'text/html', text: 'größ' },
      headers: [
        { name: 'Content-Type', value: 'text/html' },
        { name: 'Location', value: '/a/' },
      ],
    },
    timings: { send: 0, wait: 12, receive: 0 },
  });
});

test('a request without a response has the status 0 and a reason', () => {
  const given = madeEvidence(
    exchangeDraft('detail', '', { jobId: firstId, failed: 'host: the connection was reset' }),
  );
  expect(formatHar(given, '1.0.0').log.entries[0]?.response).toMatchObject({
    status: 0,
    statusText: 'host: the connection was reset',
    bodySize: -1,
  });
});

test.each([
  [null],
  [undefined],
  [{}],
  [{ log: {} }],
  [{ log: { version: '1.2', entries: [] } }],
  [{ log: { _target: {} } }],
])('the HAR %j is refused, since another program wrote it', (har) => {
  expect(() => parseEvidence(har)).toThrow(
    'The contract suite did not write this HAR: it has no _target with the details of the run.',
  );
});
