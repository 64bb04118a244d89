import { formatAppFinding } from './format-app-finding.ts';
import { createPageRules } from './page-rules.ts';
import { createGuide } from '../rules/guide.ts';
import { loadShippedSpec } from '../../openapi/shipped.ts';
import { judgeApp } from './judge-app.ts';
import { createAppLife, createDocument, createRequest } from './testing/app-lives.ts';
import { listTimeline } from './timeline.ts';

const life = createAppLife({
  documents: [
    createDocument({ shown: createDocument({}).shown.slice(0, 2), closedAt: 5000 }),
    createDocument({ openedAt: 5000, shown: [{ at: 5000, text: 'queued', status: 'queued' }] }),
  ],
  requests: [
    createRequest(1, 0),
    createRequest(2, 3000),
    createRequest(3, 4000, { status: 500, faults: ['error'], shown: [] }),
    createRequest(4, 4500, { outcome: 'reset', faults: ['offline'], shown: [] }),
  ],
  moments: [{ at: 5000, moment: 'reload' }],
  plan: {
    ...createAppLife().plan,
    faults: [{ at: 3500, fault: { effect: 'error', problem: 'serverError', next: 1 } }],
  },
});

test('a finding is printed as what happened, in the order of time', () => {
  const broken = judgeApp(life, createPageRules(createGuide(loadShippedSpec()), false));
  const played = { life, blocked: [], createLink: () => '' };
  const finding = {
    broken,
    played,
    path: '3:1',
    simplerLives: 9,
    first: { ...life.plan, events: [{ kind: 'reload', at: 9 }] },
  } as const;
  expect(formatAppFinding(finding, 'enrichment-sandbox torture --path 3:1')).toBe(
    `The app breaks the rule "reload-shows-truth": After a reload, the page shows the true status again.

  After a reload, the page showed "queued" although the job had been completed for 10 minutes.
  Source: Enrichment Status, "Polling Guidance"

    0s * the job is queued
    0s   the page shows "Loading…"
    0s   2 requests went well, until 3s
  50ms   the page shows "queued"
  3.5s   from now on, the next request: error serverError
    4s   GET /api/v1/enrichment/status/291a404e…/: 500 after 50ms (error)
  4.5s   GET /api/v1/enrichment/status/291a404e…/: no connection after 50ms (offline)
    5s   the user reloads the page
    5s   the page shows "queued"
   20s * the job is in-progress
    1m * the job is completed
   11m ! here the rule is broken

It was found in a life with 1 event and 1 fault; 9 simpler lives were played.
Again: enrichment-sandbox torture --path 3:1`,
  );
});

test('what a page shows is compared with the true status then', () => {
  const wrong = listTimeline(createAppLife()).filter(({ isWrong }) => isWrong === true);
  expect(wrong).toEqual([]);
  const late = createDocument({ shown: [{ at: 30_000, text: 'queued', status: 'queued' }] });
  expect(
    listTimeline(createAppLife({ documents: [late] })).find(({ kind }) => kind === 'shown'),
  ).toMatchObject({
    truth: 'in-progress',
    isWrong: true,
  });
});

test('a long life is shortened, and counts its requests', () => {
  const requests = Array.from({ length: 60 }, (_, index) =>
    createRequest(index + 1, index * 1000, { status: 500, shown: [], faults: ['error'] }),
  );
  const broken = judgeApp(life, createPageRules(createGuide(loadShippedSpec()), false));
  const played = { life: createAppLife({ requests }), blocked: [], createLink: () => '' };
  const text = formatAppFinding({ broken, played, path: '3', simplerLives: 0, first: life.plan }, 'again');
  expect(text.match(/\d+ requests/g)).toEqual(['19 requests', '39 requests']);
});
