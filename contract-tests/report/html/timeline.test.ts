import { createEvidence, firstId, job, exchangeDraft } from '../../testing/exchanges.ts';
import { renderTimeline } from './timeline.ts';

const draw = (...lists: readonly (readonly unknown[])[]) => {
  const all = lists.map((jobs) => exchangeDraft('list', jobs));
  return renderTimeline(createEvidence(...all).exchanges, ['queued', 'completed']).markup;
};

test('of seventy thousand jobs the timeline shows the first twelve', () => {
  const jobs = Array.from({ length: 70_000 }, (_, index) => job({ job_id: `job-${index}` }));
  expect(draw(jobs, jobs).match(/<rect/g)).toHaveLength(12);
});

test('the timeline cuts a long status to forty characters', () => {
  const jobs = [job({ job_id: firstId, status: 'x'.repeat(1_000_000) })];
  const drawn = draw(jobs, jobs);
  expect(drawn).toContain(`<span style="--mark: var(--other)">${'x'.repeat(40)}</span>`);
  expect(drawn.length).toBeLessThan(10_000);
});
