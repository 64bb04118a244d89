import { createAjv } from '../../openapi/testing/ajv.ts';
import schema from '../../fixtures/profile.schema.json' with { type: 'json' };
import { createEvidence, job, list, exchangeDraft } from '../testing/exchanges.ts';
import { createRun } from '../testing/runs.ts';
import { createProfile } from './profile.ts';

const fits = createAjv().compile(schema);

test('a profile contains the options that a mock accepts, and names the others', () => {
  const profile = createProfile(createRun());
  expect(profile).toEqual({
    format: 'enrichment-sandbox/profile',
    version: 1,
    target: 'http://127.0.0.1:4010',
    seen_at: '2026-05-06T15:00:00.000Z',
    readings: { 'list-envelope': 'bare-array' },
    other: ['timestamps'],
    headers: ['content-type', 'date'],
    latency: { typical: '12ms', slow: '12ms' },
  });
  expect([fits(profile), fits.errors]).toEqual([true, null]);
});

test('the response of a proxy does not count as a habit of the target', () => {
  const evidence = createEvidence(
    list(job()),
    exchangeDraft('detail', '', { status: 503, headers: { 'X-Proxy': '1' } }),
  );
  expect(createProfile({ ...createRun(), evidence }).headers).toEqual(['content-type', 'date']);
});
