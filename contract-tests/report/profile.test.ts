import { createAjv } from '../../openapi/validators.ts';
import schema from '../../fixtures/profile.schema.json' with { type: 'json' };
import { createEvidence, job, list, exchangeDraft } from '../testing/exchanges.ts';
import { createRun } from '../testing/runs.ts';
import { createProfile } from './profile.ts';

const fits = createAjv().compile(schema);

test('a profile holds what a mock can be told, and names what it cannot', () => {
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

test('what a proxy answered is no habit of the target', () => {
  const evidence = createEvidence(
    list(job()),
    exchangeDraft('detail', '', { status: 503, headers: { 'X-Proxy': '1' } }),
  );
  expect(createProfile({ ...createRun(), evidence }).headers).toEqual(['content-type', 'date']);
});
