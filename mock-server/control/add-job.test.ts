// A job that the control API adds while the mocked API is handling a submission.
import { getDefaultReadings } from '../../openapi/questions.ts';
import { duration } from '../../time/time.ts';
import { createEngine } from '../engine.ts';
import { handlers } from '../api/index.ts';
import type { OperationCall, Reply, Wanted } from '../api/reply.ts';
import { base } from '../testing/answers.ts';
import { failLoudly, fixture, spec, start } from '../testing/shipped.ts';

const jobs = '/__mock__/api/worlds/default/jobs';

test('an added job has a unique id', async () => {
  const answer = async (call: OperationCall): Promise<Reply | Wanted> => {
    // The operation has read its world but has not changed it yet.
    const reply = handlers.submitEnrichment(call);
    await engine.control({ method: 'POST', target: jobs, body: 'user=carol' });
    return reply;
  };
  const submitEnrichment = Object.assign(answer, handlers.submitEnrichment);
  const engine = createEngine({
    model: { spec, readings: getDefaultReadings(spec.questions) },
    handlers: { ...handlers, submitEnrichment },
    worlds: { fixture, speed: 1, frozen: true, max: 10, idle: duration(3_600_000) },
    journal: 10,
    now: () => start,
    wait: () => Promise.resolve(),
    onCrash: (error) => failLoudly(String(error)),
  });
  const records = [{ first_name: 'Ada', last_name: 'Lovelace', company_name: 'Analytical' }];
  const { response } = await engine.respond({
    method: 'POST',
    target: `${base}/submit/`,
    headers: { authorization: 'Bearer carol-token', 'content-type': 'application/json' },
    body: JSON.stringify({ category: 'contact', records }),
  });
  expect(response.status).toBe(201);
  const listed = await engine.control({ method: 'GET', target: `${jobs}?user=carol`, body: '' });
  const all = ('body' in listed ? listed.body : []) as readonly { readonly id: string }[];
  expect([all.length, new Set(all.map(({ id }) => id)).size]).toEqual([2, 2]);
});
