import type { JudgedRun, ContractRun } from './run.ts';
import { createMovingRun } from '../testing/moving-run.ts';
import { createEvidence, firstId, job, list, exchangeDraft, spec } from '../testing/exchanges.ts';
import { sampleVerdicts, createRun } from '../testing/runs.ts';
import { renderHtmlReport } from './html.ts';

const getPage = (run: ContractRun) => renderHtmlReport(run, spec.lifeCycle.apiStatuses);

/** The text between the tag with this id and the next heading. */
function part(page: string, id: string): string {
  const [, after = ''] = page.split(`<h2 id="${id}">`);
  return after.split('<h2 ')[0] ?? '';
}

const evil = `"><script>alert('x')</script><img src=x onerror=alert(1)>&amp;\u0000\u001b[31m`;

/** A run in which every value from a target or a user contains markup. */
function hostileRun(): JudgedRun {
  const { broken, unobserved, crashed } = sampleVerdicts;
  const breaches = [{ exchange: '#1', expected: evil, actual: evil }];
  const run = createRun([
    { ...broken, breaches },
    { ...unobserved, missing: { need: 'jobs', message: evil } },
    { ...crashed, reason: evil },
  ]);
  const answer = {
    headers: { [evil]: evil },
    request: { method: evil, url: evil, headers: [[evil, evil]] as const },
  };
  const evidence = createEvidence(
    exchangeDraft('list', evil, { ...answer }),
    exchangeDraft('list', evil, { failed: evil }),
    list(job({ job_id: evil, status: evil })),
    list(job({ job_id: evil, status: `${evil} again` })),
  );
  return {
    ...run,
    evidence: { ...evidence, target: { ...evidence.target, baseUrl: evil } },
    readings: { [evil]: evil },
    changes: { newly: [evil], still: [], fixed: [evil] },
    history: [{ at: evil, broken: 1, warnings: 1, notices: 1, kept: 2, unobserved: 3 }],
  };
}

describe('a target cannot inject markup', () => {
  const page = getPage(hostileRun());

  test('the page contains only its own tags', () => {
    // A quotation mark in a text is escaped, so the text between two of them is a value.
    const bare = page.replaceAll(/"[^"]*"/g, '""');
    expect(bare).not.toMatch(/<(script|img|iframe|link|object|embed|base)\b|<[^>]* on[a-z]+=/i);
  });

  test("the page shows the target's text without its control characters", () => {
    const escaped = '&quot;&gt;&lt;script&gt;alert(';
    // Base URL (twice), expected, actual, missing, crash, header, body, reason of a failed request, job, reading, clause.
    expect(page.split(escaped).length).toBeGreaterThan(12);
    expect(page).toContain('&amp;amp;\\u{0}\\u{1b}[31m');
    expect(page).not.toMatch(/[^\P{Cc}\n]/u);
  });
});

describe('the page is self-contained', () => {
  const page = getPage(createMovingRun());

  test('no attribute and no style contains the URL of another file or host', () => {
    const addresses = [...page.matchAll(/\b(?:src|href|action|data|poster|xlink:href)="([^"]*)"/g)];
    expect(addresses.map(([, address = '']) => address).filter((one) => !one.startsWith('#'))).toEqual([]);
    expect(page).not.toMatch(
      /url\(|@import|<(script|link|base|object|embed|iframe|meta http-equiv="refresh")/i,
    );
  });

  test('its policy forbids all external content', () => {
    expect(page).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    );
  });

  test('every internal link has a target, and every id is unique', () => {
    const places = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id);
    const wanted = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id = '']) => id);
    expect(wanted.filter((id) => !places.includes(id))).toEqual([]);
    expect(new Set(places).size).toBe(places.length);
  });
});

describe('the list of clauses that are not kept', () => {
  const section = part(getPage(createMovingRun()), 'broken');

  test('is ordered by severity', () => {
    const order = [...section.matchAll(/<article class="(\w+)" id="clause-([\w-]+)"/g)].map(
      ([, kind, id]) => [kind, id],
    );
    expect(order).toEqual([
      ['broken', 'b-broken'],
      ['crashed', 'g-crashed'],
      ['warning', 'c-warning'],
      ['notice', 'd-notice'],
    ]);
  });

  test('is absent when all clauses are kept', () => {
    expect(getPage(createRun([sampleVerdicts.kept]))).not.toContain('id="broken"');
  });

  test('has its exchanges collapsed, and counts the omitted breaches', () => {
    const [first = ''] = section.split('</article>');
    expect([first.split('<details open').length - 1, first.split('<details').length - 1]).toEqual([0, 2]);
    expect(first).toContain('and 1 more like this');
  });

  test('shows an exchange once per clause, and refers to it afterwards', () => {
    const breach = { exchange: '#1', expected: 'this', actual: 'that' };
    const page = getPage(
      createRun([{ ...sampleVerdicts.broken, breaches: [breach, { ...breach, actual: 'other' }] }]),
    );
    expect(page.match(/<summary>Exchange/g)).toHaveLength(1);
    expect(page).toContain('<dd>other</dd></dl>\n<p class="soft">In exchange #1, above.</p>');
  });

  test('says where the rest of a long body is', () => {
    const evidence = createEvidence(exchangeDraft('list', 'y'.repeat(5000)));
    const page = getPage({ ...createRun([sampleVerdicts.notice]), evidence });
    expect(page).toContain('y\n... 1,000 more characters in evidence.har');
  });
});

test('every clause is under its section, with its verdict and the reason', () => {
  const section = part(getPage(createMovingRun()), 'contract');
  expect([...section.matchAll(/<h3>(.*?)<\/h3>/g)].map(([, name]) => name)).toEqual([
    'status: Overview',
    'framework: Headers',
    'assumptions',
  ]);
  const rows = [...section.matchAll(/<span class="chip \w+">(\w+)<\/span>.*?<code>([\w-]+)<\/code>/g)];
  expect(rows.map(([, kind, id]) => `${id} ${kind}`)).toEqual([
    'a-kept kept',
    'b-broken broken',
    'e-unobserved unobserved',
    'f-off off',
    'g-crashed crashed',
    'c-warning warning',
    'd-notice notice',
  ]);
  expect(section).toContain('not observed: a job that moved');
});

describe('the timeline of the jobs', () => {
  const section = part(getPage(createMovingRun()), 'jobs');

  test('has a bar for each status, and the same as text', () => {
    const titles = [...section.matchAll(/<rect .*?<title>(.*?)<\/title>/g)].map(([, title]) => title);
    expect(titles.filter((title) => title?.startsWith(firstId))).toEqual([
      `${firstId}: queued, 0.0 s to 2.0 s`,
      `${firstId}: in-progress, 2.0 s to 5.0 s`,
      `${firstId}: completed, 5.0 s to 5.0 s`,
    ]);
    expect(section).toContain('<td>queued at 0.0 s, then in-progress at 2.0 s, then completed at 5.0 s</td>');
    expect(section).toMatch(
      /<svg [^>]*role="img" aria-labelledby="timeline-title">\n<title id="timeline-title">/,
    );
  });

  test('is absent when no job was observed twice', () => {
    expect(getPage(createRun())).not.toContain('id="jobs"');
  });

  test('gives an undocumented status a separate colour', () => {
    const evidence = createEvidence(
      list(job({ status: 'queued' })),
      list(job({ status: 'page' })),
      list(job()),
    );
    const page = getPage({ ...createRun([sampleVerdicts.kept]), evidence });
    expect(page).toContain('<span style="--mark: var(--other)">page</span>');
  });
});

describe('the earlier runs', () => {
  test('appear as a chart of thirty runs, and as text with the latest first', () => {
    const section = part(getPage(createMovingRun()), 'trend');
    expect(section.match(/<rect /g)).toHaveLength(30);
    expect(section.match(/<li>/g)).toHaveLength(30);
    expect(/<li>(.*?)<\/li>/.exec(section)?.[1]).toBe(
      '2026-05-06 15:00 UTC: 1 kept, 1 broken, 1 crashed, 1 warning, 1 notice, 1 unobserved, 1 off',
    );
    expect(section).toContain('>2026-04-06</text>');
  });

  test.each([
    ['without a ledger', {}],
    ['in the first run', { history: [] }],
  ])('are absent %s', (_, past) => {
    expect(getPage({ ...createRun(), ...past })).not.toMatch(/id="(trend|changes)"/);
  });
});

test('coverage and drift have separate sections', () => {
  const drift = [
    { kind: 'field', what: evil, pointer: '#/components/schemas/Job', types: ['string'], exchange: '#1' },
  ] as const;
  const kinds = [{ name: 'clauses', seen: 3, all: 4, missing: [evil] }] as const;
  const page = getPage({ ...createRun(), coverage: { percent: 75, kinds, needWriting: 0 }, drift });
  expect(page).toContain('Coverage: 75 %</h2>');
  expect(part(page, 'coverage')).toContain('3 of 4');
  expect(part(page, 'drift')).toContain('&lt;script&gt;');
  expect(page).not.toContain('<script');
  expect(getPage(createRun())).not.toContain('id="drift"');
});
