// What a calm life tells of a client.
import { loadShippedSpec } from '../../openapi/shipped.ts';
import { learn } from './index.ts';
import { createLife, fetched, poll, repeat } from './testing/lives.ts';
import { done, sound } from './testing/pieces.ts';

const spec = loadShippedSpec();

test('a function that follows a job to its end', () => {
  const life = createLife({ requests: sound, endings: [done] });
  expect(learn(life, spec)).toEqual({ ends: true, reports: false, results: 'none' });
});

test('a component that shows statuses and results until the page is left', () => {
  const life = createLife({
    requests: [...sound, fetched(63.1)],
    reports: [{ at: 63.05, status: 'completed' }],
    results: [{ at: 63.2 }],
  });
  expect(learn(life, spec)).toEqual({ ends: false, reports: true, results: 'reported' });
});

test('a function that returns at once, and polls in the background', () => {
  const life = createLife({ requests: repeat(20, 5, () => poll(0, 'queued')), endings: [{ at: 0 }] });
  expect(learn(life, spec).ends).toBe(false);
});
