// The rules for pages: each with a life that breaks it, and lives of sound apps that look similar.
import { listCoachWarnings } from '../../library/coach-rules.ts';
import { loadShippedSpec } from '../../openapi/shipped.ts';
import type { AppLife } from './app-life.ts';
import { createAppRules, judgeApp } from './judge-app.ts';
import { createAppLife, createDocument, createRequest, minute } from './testing/app-lives.ts';

const spec = loadShippedSpec();
const rules = createAppRules({ spec, coachRules: listCoachWarnings(spec), hasConsole: true });
const findBroken = (life: AppLife) =>
  judgeApp(life, rules).map(({ rule, violation }) => [rule.name, violation.message]);

const stale = createDocument({}).shown.slice(0, 2);
const asked = [createRequest(1, 0)];

test('a page that is right breaks no rule', () => {
  expect(findBroken(createAppLife())).toEqual([]);
});

test('a page that shows an old status at the end is found', () => {
  const life = createAppLife({ documents: [createDocument({ shown: stale })], requests: asked });
  expect(findBroken(life)).toEqual([
    ['page-shows-the-end', 'The page showed "queued" although the job had been completed for 10 minutes.'],
  ]);
});

test.each([
  ['offline', 'online', 'online-continues', 'After the browser had been offline, the page'],
  ['hidden', 'visible', 'visible-catches-up', 'After the tab had been hidden, the page'],
  ['back', 'forward', 'return-shows-truth', 'After the user had gone back and forward, the page'],
  [
    'cached-back',
    'cached-forward',
    'return-shows-truth',
    'After the user had gone back and forward, the page',
  ],
  ['sleep', 'wake', 'wake-continues', 'After the computer had slept, the page'],
] as const)('a page that is stuck after %s and %s breaks %s', (first, last, name, start) => {
  const moments = [
    { at: 5000, moment: first },
    { at: 9000, moment: last },
  ];
  const life = createAppLife({ documents: [createDocument({ shown: stale })], requests: asked, moments });
  expect(findBroken(life)).toEqual([[name, expect.stringContaining(start)]]);
});

test('a page that shows nothing after a reload breaks reload-shows-truth', () => {
  const documents = [
    createDocument({ shown: stale, closedAt: 5000 }),
    createDocument({ openedAt: 5000, shown: [] }),
  ];
  const life = createAppLife({ documents, requests: asked, moments: [{ at: 5000, moment: 'reload' }] });
  expect(findBroken(life)).toEqual([
    [
      'reload-shows-truth',
      'After a reload, the page showed no status although the job had been completed for 10 minutes.',
    ],
  ]);
});

test('two tabs that do not agree break tabs-agree', () => {
  const documents = [createDocument({ shown: stale }), createDocument({ tab: 1, openedAt: 5000 })];
  const requests = createAppLife().requests.map((request) => ({ ...request, document: 1 }));
  const life = createAppLife({ documents, requests, moments: [{ at: 5000, moment: 'second-tab' }] });
  expect(findBroken(life)).toEqual([
    [
      'tabs-agree',
      'With two tabs, tab 1 showed "queued" although the job had been completed for 10 minutes.',
    ],
  ]);
});

test.each([
  ['error', 'page-has-no-errors', 'An error was not handled: x is not a function'],
  ['rejection', 'page-has-no-errors', 'A rejected promise was not handled: x is not a function'],
  ['console', 'console-has-no-errors', 'An error was written to the console: x is not a function'],
] as const)('an uncaught %s breaks %s', (kind, name, message) => {
  const errors = [{ at: 10, kind, message: 'x is not a function' }];
  expect(findBroken(createAppLife({ documents: [createDocument({ errors })] }))).toEqual([[name, message]]);
});

test('a document that polls after the end breaks a rule for clients', () => {
  const more = Array.from({ length: 20 }, (_, index) =>
    createRequest(5 + index, minute + 5000 * (index + 1)),
  );
  const { requests } = createAppLife();
  expect(findBroken(createAppLife({ requests: [...requests, ...more] }))).toContainEqual([
    'stops-after-end',
    expect.stringContaining('completed'),
  ]);
});

describe('no alarm is raised', () => {
  const failed = { status: 500, shown: [], faults: ['error'] };

  test.each<readonly [string, Partial<AppLife>]>([
    [
      'after three failures in a row',
      {
        documents: [createDocument({ shown: stale })],
        requests: [
          createRequest(1, 0),
          ...[5, 11, 23].map((at, index) => createRequest(2 + index, at * 1000, failed)),
        ],
      },
    ],
    [
      'when the token had expired',
      {
        plan: { ...createAppLife().plan, tokenExpiresAt: 5000 },
        documents: [createDocument({ shown: stale })],
        requests: asked,
      },
    ],
    [
      'when the life was cut short',
      { documents: [createDocument({ shown: stale })], requests: asked, endedBy: 'requests' },
    ],
    [
      'for a tab that is closed',
      {
        documents: [createDocument({ shown: stale, closedAt: 5000 }), createDocument({ openedAt: 5000 })],
        requests: createAppLife().requests.map((request, index) => ({
          ...request,
          document: Math.min(index, 1),
        })),
        moments: [{ at: 5000, moment: 'reload' }],
      },
    ],
    [
      'for a status that was stored before a reload',
      {
        documents: [
          createDocument({ closedAt: 2 * minute }),
          createDocument({
            openedAt: 2 * minute,
            shown: createDocument({})
              .shown.slice(-1)
              .map((one) => ({ ...one, at: 2 * minute })),
          }),
        ],
        moments: [{ at: 2 * minute, moment: 'reload' }],
      },
    ],
    [
      'for a refresh when the user returns',
      {
        requests: [...createAppLife().requests, createRequest(5, 3 * minute)],
        moments: [
          { at: 2 * minute, moment: 'hidden' },
          { at: 3 * minute - 10, moment: 'visible' },
        ],
      },
    ],
    [
      'for a tab that heard of the end from another one',
      {
        documents: [createDocument({}), createDocument({ tab: 1, openedAt: 5000 })],
        moments: [{ at: 5000, moment: 'second-tab' }],
      },
    ],
  ])('%s', (_, given) => {
    expect(findBroken(createAppLife(given))).toEqual([]);
  });
});
