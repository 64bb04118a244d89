// Django gets the request as a mutant changes it, and nothing of the one that was sent.
import { mutants } from '../mutants/index.ts';
import { base, ownJob, ownJobId } from '../testing/answers.ts';
import { type MockRequest, mockUnderTest } from '../testing/mock-under-test.ts';
import { fixture } from '../testing/shipped.ts';

const results = `${base}/result/${ownJobId}/`;
const requests: readonly (readonly [line: string, sent: MockRequest])[] = [
  [`GET ${results}?report_type=csv`, {}],
  [`HEAD ${results}?report_type=csv`, {}],
  [`GET ${results}?page=2&page_size=5`, {}],
  [`GET ${ownJob}?access_token=alice-token`, { token: null }],
  [`GET ${ownJob}`, { token: 'nobody-token' }],
  [`GET ${ownJob}`, { token: 'expired-token' }],
  [`GET ${ownJob}`, { token: null, headers: { cookie: 'token=alice-token' } }],
  [`GET ${ownJob}`, { token: null, headers: { 'x-api-key': 'alice-token' } }],
  [`GET ${ownJob}`, { token: null, headers: { authorization: 'Token alice-token' } }],
  [`POST ${base}-control/`, { body: { csv_file_id: ownJobId, action: 'pause' } }],
];
const requestMutants = mutants.filter(({ onRequest, onReply }) => onRequest !== undefined && !onReply);

test('some mutants change only requests', () => expect(requestMutants.length).toBeGreaterThan(8));

test.each(requestMutants.map((mutant) => [mutant.name, mutant] as const))(
  'under the mutant %s a request gets the response to the changed request',
  async (_, mutant) => {
    for (const [line, { token = 'alice-token', headers = {}, body }] of requests) {
      const [method = '', target = ''] = line.split(' ');
      const text = body === undefined ? '' : JSON.stringify(body);
      const all = {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(text === '' ? {} : { 'content-type': 'application/json' }),
        ...headers,
      };
      const changed = mutant.onRequest?.({ method, target, headers: all, body: text }, fixture);
      const mutated = mockUnderTest({ mutant });
      const honest = mockUnderTest();
      for (const { wait } of [mutated, honest]) wait(7200);
      const sent = await mutated.ask(line, { token: null, headers: all, body: text });
      const same = await honest.ask(`${changed?.method} ${changed?.target}`, {
        token: null,
        headers: changed?.headers as Readonly<Record<string, string>>,
        body: changed?.body,
      });
      expect(sent).toEqual(same);
    }
  },
);
