import type { Verdict } from '../verdict/clause.ts';
import { sampleVerdicts, createRun, createUnjudgedRun } from '../testing/runs.ts';
import { formatJunitReport } from './junit.ts';

/** The tags of a document in order; throws if it is not well-formed. */
function tagsIn(xml: string): readonly string[] {
  const open: string[] = [];
  const tags: string[] = [];
  const [declaration = ''] = /^<\?xml [^?]*\?>/.exec(xml) ?? [];
  let rest = xml.slice(declaration.length);
  while (rest !== '') {
    const [token = ''] = /^(<[^<>"]*(?:"[^"<]*"[^<>"]*)*>|[^<]+)/.exec(rest) ?? [];
    if (token === '') throw new Error(`This is no XML: ${rest.slice(0, 40)}`);
    rest = rest.slice(token.length);
    if (!token.startsWith('<')) {
      if (/&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)|\]\]>/.test(token))
        throw new Error(`This is no text: ${token}`);
      continue;
    }
    const [, slash, name = '', attributes = '', empty] =
      /^<(\/?)([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>$/.exec(token) ?? [];
    if (name === '') throw new Error(`This is no tag: ${token}`);
    if (slash === '/') {
      if (open.pop() !== name) throw new Error(`${name} is closed and was not open.`);
    } else {
      tags.push(name + attributes);
      if (empty !== '/') open.push(name);
    }
  }
  if (open.length > 0) throw new Error(`${open.join(', ')} is not closed.`);
  return tags;
}

const findRoot = (all?: readonly Verdict[], strict?: boolean) =>
  tagsIn(formatJunitReport(createRun(all, strict)))[0];

test.each<[string, readonly Verdict[], boolean, string]>([
  ['in a normal run', Object.values(sampleVerdicts), false, 'tests="7" failures="1" errors="1"'],
  ['strictly', Object.values(sampleVerdicts), true, 'tests="7" failures="2" errors="1"'],
  ['with one clause kept', [sampleVerdicts.kept], false, 'tests="1" failures="0" errors="0"'],
  ['with too little judged', [sampleVerdicts.unobserved], false, 'tests="2" failures="0" errors="1"'],
])('a run counts its tests: %s', (_, all, strict, counts) => {
  expect(findRoot(all, strict)).toBe(`testsuites name="enrichment contract" ${counts} time="1.234"`);
});

test('each section is a suite with its own counts', () => {
  const suites = tagsIn(formatJunitReport(createRun())).filter((tag) => tag.startsWith('testsuite '));
  const time = 'timestamp="2026-05-06T15:00:00.000Z"';
  expect(suites).toEqual([
    `testsuite name="run" tests="0" failures="0" errors="0" skipped="0" time="1.234" ${time}`,
    `testsuite name="status: Overview" tests="5" failures="1" errors="1" skipped="2" time="0" ${time}`,
    `testsuite name="framework: Headers" tests="1" failures="0" errors="0" skipped="0" time="0" ${time}`,
    `testsuite name="assumptions" tests="1" failures="0" errors="0" skipped="0" time="0" ${time}`,
  ]);
});

test('the whole report matches the snapshot', () => {
  expect(formatJunitReport(createRun())).toMatchSnapshot();
});

test.each([
  ['control characters', '\u0000\u0001\b\u000b\u001b[31m\u001f\u007f'],
  ['markup', '<a href="x">&amp;</a> ]]> <!-- -->'],
  ['the end of a CDATA section', ']]>]]><![CDATA['],
  ['lone surrogates', '\ud83d and \ude00'],
  ['characters that XML does not allow', '\ufffe\uffff'],
])('a target that sends %s does not break the XML', (_, text) => {
  const { broken, warning, unobserved, crashed } = sampleVerdicts;
  const breaches = [{ exchange: text, expected: text, actual: text }];
  const all = [
    { ...broken, breaches },
    { ...warning, breaches },
    { ...unobserved, missing: { need: 'jobs', message: text } as const },
    { ...crashed, reason: text },
  ];
  const xml = formatJunitReport(createRun(all));
  expect(tagsIn(xml).filter((tag) => tag.startsWith('testcase '))).toHaveLength(4);
  expect(xml).not.toMatch(/[^\P{Cc}\t\n]|[\p{Cs}\ufffe\uffff]/u);
});

test('the properties contain the facts of the run', () => {
  const properties = tagsIn(formatJunitReport(createRun())).filter((tag) => tag.startsWith('property '));
  expect(properties).toEqual([
    'property name="target" value="http://127.0.0.1:4010"',
    'property name="version" value="1.2.3"',
    'property name="counts" value="1 kept, 1 broken, 1 crashed, 1 warning, 1 notice, 1 unobserved, 1 off"',
    'property name="availability" value="100 %: 2 of 2 requests were answered"',
    'property name="duration" value="1.2 s: 2 requests"',
    'property name="exit_status" value="1"',
  ]);
});

test('a run that judged nothing is one error with its message', () => {
  const xml = formatJunitReport(createUnjudgedRun('No "way" <out>.'));
  expect(tagsIn(xml).filter((tag) => /^(testsuites|testcase|error) /.test(tag))).toEqual([
    'testsuites name="enrichment contract" tests="1" failures="0" errors="1" time="0.410"',
    'testcase name="The run judges its target." classname="contract.run"',
    'error message="No &quot;way&quot; &lt;out&gt;." type="token-refused"',
  ]);
  expect(xml).toContain('>No &quot;way&quot; &lt;out&gt;.</error>');
});

/** The elements and attributes that the xUnit plugin of Jenkins allows (junit-10.xsd), the strictest of all readers. */
const allowed: Readonly<Record<string, readonly [attributes: readonly string[], needed: readonly string[]]>> =
  {
    testsuites: [['name', 'time', 'tests', 'failures', 'errors'], []],
    testsuite: [
      ['name', 'tests', 'failures', 'errors', 'time', 'skipped', 'timestamp', 'hostname', 'id', 'package'],
      ['name', 'tests', 'failures', 'errors'],
    ],
    properties: [[], []],
    property: [
      ['name', 'value'],
      ['name', 'value'],
    ],
    testcase: [['name', 'time', 'classname', 'group'], ['name']],
    skipped: [['message', 'type'], []],
    error: [['message', 'type'], []],
    failure: [['message', 'type'], []],
    'system-out': [[], []],
  };

test.each([
  ['with every verdict', createRun()],
  ['strictly', createRun(undefined, true)],
  ['with a crash', createRun([sampleVerdicts.kept, sampleVerdicts.crashed])],
  ['that judged nothing', createUnjudgedRun()],
])('the strictest reader accepts a run %s', (_, run) => {
  for (const tag of tagsIn(formatJunitReport(run))) {
    const [name = ''] = tag.split(' ');
    const attributes = [...tag.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
      key,
      value,
    ]);
    const keys = attributes.map(([key]) => key);
    const [known, needed] = allowed[name] ?? [[], ['an element that there is not']];
    expect([tag, keys.filter((key = '') => !known.includes(key))]).toEqual([tag, []]);
    expect([tag, needed.filter((key) => !keys.includes(key))]).toEqual([tag, []]);
    for (const [, value = ''] of attributes.filter(([key]) => key === 'time'))
      expect(value).toMatch(/^\d+(\.\d{1,3})?$/);
  }
});

test('a skipped test has its reason as message', () => {
  expect(tagsIn(formatJunitReport(createRun())).filter((tag) => tag.startsWith('skipped'))).toEqual([
    'skipped message="not observed: a job that moved"',
    'skipped message="switched off"',
  ]);
});
