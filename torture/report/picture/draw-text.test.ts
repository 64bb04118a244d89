// The picture of a life as lines of text: time to scale, what overlaps below each other, what is not shown, and a legend.
import type { Finding } from '../finding.ts';
import { findings } from '../testing/findings.ts';
import { drawText } from './draw-text.ts';

const draw = ({ life, violation }: Finding, width = 90) =>
  `\n${drawText(life, violation, { width, colours: false, ascii: false }).join('\n')}`;

test('a response that arrives after a newer one', () => {
  expect(draw(findings.stale)).toBe(`
time      0s──────3s─────20s─31s───────────33s─────────────────────1m35s──────────────────
job       ├queued────────├in-progress──────────────────────────────├completed─────────────
requests  1✗reset *2━━━━━━━━━━━━━━━━━━━━━━━▸200                      4▸200
                             *3▸200
events    !reset
client                         in-progress queued                     completed ■returned
                                           ▲ here the rule is broken
legend    1▸200 request and response  ✗ failed  * breaks the rule  ! fault or event
          ■ client ended`);
});

test('polls after the page was left; most of them are counted', () => {
  expect(draw(findings.afterUnmount)).toBe(`
time      0s───────────────12s───15s────18s────21s────24s┄┄┄┄┄┄┄───6m6s───6m9s───────────
job       ├queued────────────────────────────────────────────────────────────────────────
requests  1▸200 …3 more…   5▸200 *6▸200 *7▸200 *8▸200 …114 more…   *123▸200
events                     !page left
client     queued                                                         →still running
                                 ▲ here the rule is broken
legend    1▸200 request and response  * breaks the rule  ! fault or event  ┄ shortened time`);
});

test('polls at once after a tab slept', () => {
  expect(draw(findings.asleep)).toBe(`
time      0s────3s─────2m────────5m5s───5m6s──5m9s──5m12s──────────6m40s──────────────────
job       ├queued──────├in-progress────────────────────────────────├completed─────────────
requests  1▸200 2▸200            *3▸200 7▸200 8▸200 9▸200 …29 more… 39▸200
                                 *4▸200
                                 *5▸200
                                 *6▸200
tab              asleep░░░░░░░░░░
client     queued                  in-progress                        completed ■returned
                                 ▲ here the rule is broken
legend    1▸200 request and response  * breaks the rule  ■ client ended`);
});

test('three jobs', () => {
  expect(draw(findings.severalJobs)).toBe(`
time      0s──────────10s───14s───20s─────25s─────31s─────38s────41.2s────────────────────
job 1     ├queued─────├in-progress────────────────├completed──────────────────────────────
requests  1▸200       4▸200       7▸200        10▸200       13▸200
job 2     ├queued────────├in-progress─────├failed─────────────────────────────────────────
requests  2▸200       5▸200       8▸200        11▸200          20▸200 results
job 3     ├queued───────────├in-progress──────────────────├paused─────────────────────────
requests  3▸200       6▸200       *9▸503       12▸200       15▸200
client 1   queued                                             completed ■returned
client 2   queued                                failed          3 rows (job 1) ■returned
client 3   queued                                             paused ■returned
                                                                 ▲ here the rule is broken
legend    1▸200 request and response  * breaks the rule  ■ client ended`);
});

test('idle time of a job of two hours is folded', () => {
  expect(draw(findings.longJob, 80)).toBe(`
time      0s───────────────────20s┄┄┄┄┄─────1h59m55s─2h────────2h5s─────────────
job       ├queued──────────────├in-progress──────────├completed─────────────────
requests  1▸200 …1438 more…                 1440▸200      *1441▸200
client     queued              in-progress                     failed ■returned
                                       here the rule is broken ▲
legend    1▸200 request and response  * breaks the rule  ┄ shortened time
          ■ client ended`);
});
