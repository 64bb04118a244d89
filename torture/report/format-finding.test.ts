// What a person reads about each kind of finding.
import { formatFinding } from './format-finding.ts';
import { findings } from './testing/findings.ts';

const all = Object.entries(findings);

test('a finding says what broke, shows the life, and how to repeat it', () => {
  expect(`\n${formatFinding(findings.retryAfter, { client: 'followJob' })}`).toBe(`
The client broke the rule "obeys-retry-after".

Request 2 got a 429 with Retry-After: 30 at 5.05s, and request 3 was sent 5s later.

  Rule         A client waits as long as Retry-After asks for.
  Source       RFC 9110, 10.2.3; Enrichment Status, "Errors"

time      0s─────5s──────────────10.1s───15.1s──20s────25.1s──30.1s──35s──────36.1s───────────────
job       ├queued───────────────────────────────├in-progress─────────├completed───────────────────
requests  1▸200  *2▸429 wait 30s *3▸200  4▸200  5▸200  6▸200  7▸200    8▸200 9▸200 results
events          !tooManyRequests
client     queued                                in-progress            completed 1 row ■returned
                                 ▲ here the rule is broken
legend    1▸200 request and response  * breaks the rule  ! fault or event  ■ client ended

  *2  GET /enrichment/status/JOB/  5s, took 50ms     429, Retry-After 30s (fault: error)
  *3  GET /enrichment/status/JOB/  10.1s, took 50ms  200 in-progress

It was broken first in life 19 of seed -1842004113, which had 2 jobs, 4 faults and 1 other event. 64
other lives were tried, and this is the simplest that breaks it. To find it again:

  torture(followJob, { seed: -1842004113, path: '18:1:0:2' })

A test that plays this life only:

  test('A client waits as long as Retry-After asks for', () =>
    torture(followJob, {
      plan: {
        faults: [
          {
            at: 4000,
            fault: { effect: 'error', problem: 'tooManyRequests', retry_after: 30, next: 1 },
          },
        ],
      },
    }));`);
});

test.each(all)('%s: a narrow terminal gets lines of about its width, but for code to paste', (_, finding) => {
  const [text = ''] = formatFinding(finding, { width: 80 }).split('A test that plays this life only:');
  const prose = text.split('\n').filter((line) => line.includes(' ') && !line.startsWith('  *'));
  for (const line of prose) expect(line.length).toBeLessThanOrEqual(90);
});

test.each(all)('%s: it fits on a screen', (_, finding) => {
  expect(formatFinding(finding).split('\n').length).toBeLessThanOrEqual(46);
});

test.each(all)('%s: an old terminal gets ASCII only', (_, finding) => {
  expect(formatFinding(finding, { ascii: true })).toMatch(/^[\n\x20-\x7e]*$/);
});

test.each(all)('%s: colours change no letter', (_, finding) => {
  const coloured = formatFinding(finding, { colours: true });
  // oxlint-disable-next-line no-control-regex
  expect(coloured.replaceAll(/\u{1b}\[[\d;]*m/gu, '')).toBe(formatFinding(finding));
});

test('texts of a client or of a rule of the user move no cursor and hide nothing', () => {
  const text = `${formatFinding(findings.foreign)}${formatFinding(findings.gaveUp)}`;
  // oxlint-disable-next-line no-control-regex
  expect(text).toMatch(/^[^\u{0}-\u{9}\u{b}-\u{1f}\u{7f}\u{202e}]*$/u);
  expect(text).toContain(String.raw`mine\u{1b}[2J`);
  expect(text.length).toBeLessThan(6000);
});
