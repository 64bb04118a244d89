import type { Verdict } from '../clause.ts';
import { came, runWith } from '../testing/runs.ts';
import { junitReport } from './junit.ts';

/** The tags of a well-formed document, in order; what is not well-formed is an error. */
function tagsIn(xml: string): readonly string[] {
  const open: string[] = [];
  const tags: string[] = [];
  const [declaration = ''] = /^<\?xml [^?]*\?>/.exec(xml) ?? [];
  let rest = xml.slice(declaration.length);
  while (rest !== '') {
    const [token = ''] = /^(<!\[CDATA\[[^]*?\]\]>|<[^<>"]*(?:"[^"<]*"[^<>"]*)*>|[^<]+)/.exec(rest) ?? [];
    if (token === '') throw new Error(`This is no XML: ${rest.slice(0, 40)}`);
    rest = rest.slice(token.length);
    if (token.startsWith('<![CDATA[')) continue;
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

const rootOf = (all?: readonly Verdict[], strict?: boolean) => tagsIn(junitReport(runWith(all, strict)))[0];

test.each<[string, readonly Verdict[], boolean, string]>([
  ['as it comes', Object.values(came), false, 'tests="7" failures="1" errors="1" skipped="2"'],
  ['strictly', Object.values(came), true, 'tests="7" failures="2" errors="1" skipped="2"'],
  ['with one clause kept', [came.kept], false, 'tests="1" failures="0" errors="0" skipped="0"'],
])('a run counts its tests: %s', (_, all, strict, counts) => {
  expect(rootOf(all, strict)).toBe(`testsuites name="enrichment contract" ${counts}`);
});

test('each section is a suite that counts its own', () => {
  const suites = tagsIn(junitReport(runWith())).filter((tag) => tag.startsWith('testsuite '));
  const time = 'timestamp="2026-05-06T15:00:00.000Z"';
  expect(suites).toEqual([
    `testsuite name="status: Overview" ${time} tests="5" failures="1" errors="1" skipped="2"`,
    `testsuite name="framework: Headers" ${time} tests="1" failures="0" errors="0" skipped="0"`,
    `testsuite name="assumptions" ${time} tests="1" failures="0" errors="0" skipped="0"`,
  ]);
});

test('the whole report is as it was', () => {
  expect(junitReport(runWith())).toMatchSnapshot();
});

test.each([
  ['control characters', '\u0000\u0001\b\u000b\u001b[31m\u001f\u007f'],
  ['markup', '<a href="x">&amp;</a> ]]> <!-- -->'],
  ['the end of a CDATA section', ']]>]]><![CDATA['],
  ['halves of pairs', '\ud83d and \ude00'],
  ['characters that XML has no place for', '\ufffe\uffff'],
])('a target that sends %s does not break the XML', (_, text) => {
  const { broken, warning, unobserved, crashed } = came;
  const breaches = [{ exchange: text, expected: text, actual: text }];
  const all = [
    { ...broken, breaches },
    { ...warning, breaches },
    { ...unobserved, missing: { need: 'jobs', message: text } as const },
    { ...crashed, reason: text },
  ];
  const xml = junitReport(runWith(all));
  expect(tagsIn(xml).filter((tag) => tag.startsWith('testcase '))).toHaveLength(4);
  expect(xml).not.toMatch(/[^\P{Cc}\t\n]|[\p{Cs}\ufffe\uffff]/u);
});
