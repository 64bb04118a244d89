// A kept response has the bytes of a new one: a mock that is asked all the time, and one that is asked only at the end.
import fc from 'fast-check';

import { getDefaultReadings } from '../../openapi/questions.ts';
import { duration, instant } from '../../time/time.ts';
import { createEngine } from '../engine.ts';
import { base, ownJobId } from '../testing/answers.ts';
import { failLoudly, fixture, spec, start } from '../testing/shipped.ts';
import { handlers } from './index.ts';

type Step =
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'control'; readonly action: 'pause' | 'resume' }
  | { readonly kind: 'submit'; readonly scenario: string }
  | { readonly kind: 'take-snapshot' | 'go-back' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(0, 1, 30, 600, 3600) }),
  fc.record({
    kind: fc.constant('control' as const),
    action: fc.constantFrom('pause' as const, 'resume' as const),
  }),
  fc.record({ kind: fc.constant('submit' as const), scenario: fc.constantFrom('two-hours', 'pauses') }),
  fc.constantFrom({ kind: 'take-snapshot' } as const, { kind: 'go-back' } as const),
);

const requests = ['GET', 'HEAD', 'OPTIONS'].flatMap((method) =>
  [`${base}/status/`, `${base}/status/?page_size=3`, `${base}/status/${ownJobId}/`].flatMap((target) =>
    [
      {},
      { accept: 'application/json; indent=2' },
      { origin: 'http://app.example' },
      { cookie: 'sessionid=x' },
    ].map((headers) => ({ method, target, headers })),
  ),
);

/** A mock, and what can happen to it. */
function createHistory(envelope: string) {
  let now = start;
  const engine = createEngine({
    model: { spec, readings: { ...getDefaultReadings(spec.questions), 'list-envelope': envelope } },
    handlers,
    worlds: { fixture, speed: 1, frozen: false, max: 10, idle: duration(86_400_000) },
    journal: 10,
    now: () => now,
    wait: () => Promise.resolve(),
    onCrash: (error) => failLoudly(String(error)),
  });
  const ask = async (method: string, target: string, more: object, body = '') => {
    const headers = { host: 'a', authorization: 'Bearer alice-token', ...more };
    const { response } = await engine.respond({ method, target, headers, body });
    return [response.status, response.headers, response.body];
  };
  const post = (path: string, body: unknown) =>
    ask('POST', `${base}${path}`, { 'content-type': 'application/json' }, JSON.stringify(body));
  const control = (operation: string, body: string) =>
    engine.control({ method: 'POST', target: `/__mock__/api/worlds/default/${operation}`, body });
  return {
    listBytes: async () => {
      const all = [];
      for (const { method, target, headers } of requests) all.push(await ask(method, target, headers));
      return all;
    },
    take: async (done: Step): Promise<void> => {
      if (done.kind === 'wait') now = instant(now + done.seconds * 1000);
      else if (done.kind === 'control')
        await post('-control/', { csv_file_id: ownJobId, action: done.action });
      else if (done.kind === 'submit')
        await post('/submit/', { records: [{ company_name: `scenario:${done.scenario}` }] });
      else if (done.kind === 'take-snapshot') await control('snapshots', 'name=before');
      else await control('restore', 'snapshot=before');
    },
  };
}

const submit: Step = { kind: 'submit', scenario: 'two-hours' };

test.each(['bare-array', 'page-number', 'total-pages'])(
  'with the envelope %s, a response that was kept is that of a mock which was never asked before',
  async (envelope) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const [asked, fresh] = [createHistory(envelope), createHistory(envelope)];
        for (const one of steps) {
          await asked.take(one);
          await fresh.take(one);
          await asked.listBytes();
        }
        expect(await asked.listBytes()).toEqual(await fresh.listBytes());
      }),
      {
        numRuns: 15,
        examples: [
          // An older job changes while the newest stays as it was.
          [[submit, { kind: 'wait', seconds: 60 }, { kind: 'control', action: 'pause' }]],
          // The same job is shown at an earlier time.
          [[{ kind: 'take-snapshot' }, { kind: 'wait', seconds: 600 }, { kind: 'go-back' }]],
        ],
      },
    );
  },
);
