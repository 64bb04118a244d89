import { formatCoachRules, formatMutantList, formatQuestions, formatScenarioList } from './lists.ts';
import { rules } from '../coach/rules/index.ts';
import { assumed } from '../coach/settings.ts';
import { mutants } from '../mutants/index.ts';
import { fixture, spec } from '../testing/shipped.ts';

const widest = (text: string) => Math.max(...text.split('\n').map((line) => line.length));

test('each question is listed with its readings, the default and rejected readings', () => {
  const list = formatQuestions(spec);
  for (const [id, { question, readings }] of Object.entries(spec.questions)) {
    expect(list).toContain(`${id}: ${question}\n`);
    for (const reading of Object.keys(readings)) expect(list).toMatch(new RegExp(`^  [* ] ${reading} `, 'm'));
  }
  expect(list).toMatch(/^ {2}\* bare-array/m);
  expect(list).toMatch(/^ {4}page-number/m);
  expect(list).toMatch(/^ {2}- token/m);
});

test('each scenario is listed with its purpose', () => {
  expect(formatScenarioList(Object.values(fixture.scenarios)).split('\n')).toContain(
    '  enhanced-late       Completed at once, enhanced an hour later; updated_at changes while the status stays completed.',
  );
});

test('each mutant is listed with its defect', () => {
  const list = formatMutantList(mutants);
  for (const { name } of mutants) expect(list).toContain(`  ${name}`);
});

test('each rule of the coach is listed with its source, and each threshold with its reason', () => {
  const list = formatCoachRules(spec);
  for (const { id } of rules) expect(list).toContain(`  ${id} `);
  for (const name of Object.keys(assumed)) expect(list).toContain(`  ${name} `);
  expect(list.replaceAll(/\s+/g, ' ')).toContain('[warning; Enrichment Status, "Polling Guidance"]');
  expect(list).toContain('2 to 5 s between two polls of a small job, and 15 to 30 s for a large');
});

test('no list is wider than a screen', () => {
  const lists = [
    formatQuestions(spec),
    formatScenarioList(Object.values(fixture.scenarios)),
    formatMutantList(mutants),
    formatCoachRules(spec),
  ];
  for (const list of lists) expect(widest(list)).toBeLessThanOrEqual(120);
});
