// The requests of the form are those of a client: a mock accepts them.
import { getIndex } from '../../domain/world.ts';
import { instant } from '../../../time/time.ts';
import { mockUnderTest } from '../../testing/mock-under-test.ts';
import { spec, start } from '../../testing/shipped.ts';
import { createSubmissionRequest, readSubmissionLimits, type Submission } from './submission-request.ts';

const plain: Submission = {
  bearer: 'alice-token',
  content: { kind: 'rows', count: 3 },
  category: undefined,
  criteria: undefined,
  scenario: undefined,
};

async function submit(submission: Partial<Submission>) {
  const mock = mockUnderTest();
  const { body, headers, method } = createSubmissionRequest({ ...plain, ...submission });
  // The boundary of a form is chosen by the platform.
  const request = new Request('http://127.0.0.1/', {
    method: method ?? '',
    headers: headers ?? {},
    body: body ?? null,
  });
  const reply = await mock.ask('POST /api/v1/enrichment/submit/', {
    token: null,
    headers: Object.fromEntries(request.headers),
    body: new Uint8Array(await request.arrayBuffer()),
  });
  const world = mock.worlds.open('default', instant(start));
  const { job_id: id = '' } = JSON.parse(reply.body) as { job_id?: string };
  return { reply, job: world && getIndex(world).get(id) };
}

test.each([3, 1000])('%i rows', async (count) => {
  const { reply, job } = await submit({ content: { kind: 'rows', count } });
  expect(reply.status).toBe(201);
  expect(job).toMatchObject({
    owner: 'alice',
    rows: count,
    category: 'contact',
    scenario: 'straight-through',
  });
});

test('rows with a scenario, and criteria for accounts', async () => {
  const criteria = { maxContacts: 5, jobTitles: ['CEO', 'Head of Sales'] };
  const { job } = await submit({ category: 'account', criteria, scenario: 'pauses' });
  expect(job).toMatchObject({ scenario: 'pauses', category: 'account' });
  expect(job?.criteria).toEqual({ contacts: 5, jobTitles: ['CEO', 'Head of Sales'] });
});

test('a file with criteria', async () => {
  const text = 'First name,Company name\nAda,scenario:fails-half-way\nAlan,Bombe\n';
  const file = new File([text], 'people.csv', { type: 'text/csv' });
  const criteria = { maxContacts: 2, jobTitles: ['CEO', 'Head of Sales'] };
  const { reply, job } = await submit({ content: { kind: 'file', file }, category: 'account', criteria });
  expect(reply.line).toContain('201');
  expect(job).toMatchObject({ rows: 2, scenario: 'fails-half-way', category: 'account' });
  expect(job?.criteria).toEqual({ contacts: 2, jobTitles: ['CEO', 'Head of Sales'] });
});

test('the limits of the form are those of the document', () => {
  expect(readSubmissionLimits(spec)).toEqual({
    categories: ['contact', 'account'],
    maxContacts: { min: 1, max: 20, default: 3 },
  });
});
