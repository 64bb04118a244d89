// Tests the first screen, the filter, and the list of unobserved clauses.
import { spec } from '../testing/exchanges.ts';
import { createMovingRun } from '../testing/moving-run.ts';
import { sampleVerdicts, createRun, createUnjudgedRun } from '../testing/runs.ts';
import { renderHtmlReport } from './html.ts';
import type { ContractRun } from './run.ts';

const getPage = (run: ContractRun) => renderHtmlReport(run, spec.lifeCycle.apiStatuses);

/** The text between the tag with this id and the next heading. */
function part(page: string, id: string): string {
  const [, after = ''] = page.split(`<h2 id="${id}">`);
  return after.split('<h2 ')[0] ?? '';
}

const evil = `"><script>alert('x')</script><img src=x onerror=alert(1)>&amp;\u0000\u001b[31m`;

const bare = (markup: string) =>
  markup
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

const firstScreen = (run: ContractRun) => getPage(run).split('<main>')[1]?.split('<h2 id="broken">')[0] ?? '';

describe('the first screen', () => {
  const conduct = {
    mode: 'nightly',
    used: 70,
    allowed: 80,
    polls: 14,
    writes: 0,
    withheld: [],
    faults: { 503: 3 },
  } as const;
  const { evidence, ...others } = createMovingRun();
  const run = { ...others, evidence: { ...evidence, target: { ...evidence.target, conduct } } };
  const kinds = [{ name: 'clauses', seen: 3, all: 4, missing: [] }] as const;
  const covered = { ...run, coverage: { percent: 75, kinds, needWriting: 0 } };

  test('gives outcome, counts, availability, coverage, mode and duration', () => {
    const screen = bare(firstScreen(covered).split('<h2 id="attention">')[0] ?? '');
    expect(screen).toBe(
      [
        'http://127.0.0.1:4010 2026-05-06 15:00 UTC, enrichment-sandbox 1.2.3',
        '✗ Broken The contract is broken: 1 required promise is not kept.',
        '1 broken 1 warning 1 notice 1 kept 1 unobserved 1 off 1 crashed',
        'Availability 96.4 % 81 of 84 requests were answered; the others: 3 times 503',
        'Coverage 75 % 3 of 4 parts of the contract were observed',
        'Mode nightly Duration 1.2 s 84 requests',
      ].join(' '),
    );
  });

  test('links to each clause that is not kept, marks the newly broken, and lists the changes', () => {
    const [, shown = ''] = firstScreen(covered).split('<h2 id="attention">');
    expect([...shown.matchAll(/<li>.*?<\/li>/g)].map(([item]) => bare(item))).toEqual([
      'broken The promise b-broken holds. new',
      'crashed The promise g-crashed holds.',
      'warning The promise c-warning holds.',
      'notice The promise d-notice holds.',
    ]);
    expect([...shown.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id)).toEqual([
      'clause-b-broken',
      'clause-g-crashed',
      'clause-c-warning',
      'clause-d-notice',
      'clause-a-kept',
    ]);
    expect(bare(shown)).toMatch(
      /Since the last run: 1 newly broken, 1 same warning, 1 same notice, 1 fixed: a-kept$/,
    );
  });

  test('lists the newly broken before the others of their kind', () => {
    const { clause } = sampleVerdicts.broken;
    const other = {
      ...sampleVerdicts.broken,
      clause: { ...clause, id: 'z-other', promise: 'Another promise.' },
    };
    const changes = { newly: ['z-other'], still: ['b-broken'], fixed: [] };
    const screen = firstScreen({ ...createRun([sampleVerdicts.broken, other]), changes });
    expect(screen.indexOf('Another promise.')).toBeLessThan(screen.indexOf('The promise b-broken holds.'));
  });

  test('shows no red if nothing is broken', () => {
    const screen = firstScreen(createRun([sampleVerdicts.kept]));
    expect(screen).toContain('<li><b class="none">0</b> broken</li>');
    expect(screen).not.toMatch(/class="[^"]*\b(broken|crashed|warning)\b/);
  });

  test('gives the reason of a run that judged nothing, and shows no verdict', () => {
    const page = getPage(createUnjudgedRun(evil));
    expect(bare(page)).toMatch(/\? Not judged &quot;&gt;&lt;script/);
    expect(bare(page)).toMatch(/Reason token-refused Mode nightly Duration 0\.4 s/);
    expect(page).not.toMatch(/<script|class="tiles"|class="chip/);
    expect(page).toContain('<title>Not judged: contract of https://test.example</title>');
  });

  test('says beside the verdicts that a run observed too little', () => {
    const outcome = { status: 3, message: 'Too little was seen.', reason: 'too-little-observed' } as const;
    const screen = bare(firstScreen({ ...createRun([sampleVerdicts.kept]), outcome }));
    expect(screen).toMatch(/\? Not judged Too little was seen\. 0 broken 1 kept Reason too-little-observed/);
  });
});

describe('the filter', () => {
  const page = getPage(createMovingRun());

  test('is a group of radio buttons with labels and counts, and the first is selected', () => {
    const [fields = ''] = /<fieldset.*?<\/fieldset>/s.exec(page) ?? [];
    const labels = [
      ...fields.matchAll(
        /<label><input type="radio" name="show" id="show-(\w+)"( checked)?> (.*?)<\/label>/g,
      ),
    ];
    expect(labels.map(([, kind, checked = '', text]) => `${kind}: ${text}${checked}`)).toEqual([
      'all: all 7 checked',
      'broken: 1 broken',
      'crashed: 1 crashed',
      'warning: 1 warning',
      'notice: 1 notice',
      'unobserved: 1 unobserved',
      'kept: 1 kept',
      'off: 1 off',
    ]);
  });

  test('offers only verdicts that a clause has', () => {
    expect(getPage(createRun([sampleVerdicts.kept])).match(/name="show"/g)).toHaveLength(2);
  });
});

test('unobserved clauses are grouped by cause, with a hint how to observe them', () => {
  const { unobserved } = sampleVerdicts;
  const another = (id: string, need: 'jobs' | 'ledger', message: string) => ({
    ...unobserved,
    clause: { ...unobserved.clause, id },
    missing: { need, message },
  });
  const verdicts = [
    another('y-alone', 'ledger', 'an earlier run'),
    unobserved,
    another('x-other', 'jobs', 'a job that moved'),
    another('z-third', 'jobs', 'a failed job'),
  ];
  const screen = part(getPage(createRun(verdicts)), 'unobserved');
  expect([...screen.matchAll(/<details class="cause">.*?<\/details>/gs)].map(([row]) => bare(row))).toEqual([
    '3 Jobs of the caller a job that moved e-unobserved x-other a failed job z-third',
    '1 A ledger of earlier runs give --ledger FILE an earlier run y-alone',
  ]);
});
