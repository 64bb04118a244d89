import { contract } from '../contract/index.ts';
import { parseConfig } from './config/parse-config.ts';
import { readJudgingOptions } from './judging-options.ts';

const read = (given: Parameters<typeof readJudgingOptions>[0]) => {
  const mistakes: string[] = [];
  return { ...readJudgingOptions(given, contract, mistakes), mistakes };
};

test.each([
  [{}, {}],
  [{ strict: true }, { strict: true }],
  [{ 'fail-on': ['should', 'new'] }, { strict: true, failOn: ['should', 'new'] }],
  [
    { strict: true, 'fail-on': ['new'] },
    { strict: true, failOn: ['new'] },
  ],
  [{ only: ['list-shape', 'results: Query'] }, { only: ['list-shape', 'results: Query'] }],
  [{ only: ['error responses'] }, { only: ['error responses'] }],
  [{ only: ['assumptions'] }, { only: ['assumptions'] }],
  [{ off: ['list-shape'] }, { off: new Set(['list-shape']) }],
  [{ 'require-coverage': '80%' }, { requiredPercent: 80 }],
  [{ 'require-coverage': '62.5' }, { requiredPercent: 62.5 }],
  [{ 'min-availability': '99%' }, { minAvailability: 99 }],
  [{ 'min-availability': '99.9' }, { minAvailability: 99.9 }],
])('the judging options %j are accepted', (given, wanted) => {
  expect(read(given)).toEqual({
    only: [],
    off: new Set(),
    strict: false,
    failOn: [],
    clauses: contract,
    changedLevels: [],
    ...wanted,
    mistakes: [],
  });
});

test.each([
  [{ off: ['list-shap'] }, '--off list-shap: no clause has this id; did you mean "list-shape"?'],
  [
    { only: ['list-shap'] },
    '--only list-shap: no clause or section has this name; did you mean "list-shape"?',
  ],
  [
    { only: ['Eror Responses'] },
    '--only Eror Responses: no clause or section has this name; did you mean "Error Responses"?',
  ],
  [
    { strict: true, 'fail-on': ['never'] },
    '--strict and --fail-on never contradict each other. Give only one of them.',
  ],
  [{ only: ['zzz'] }, '--only zzz: no clause or section has this name; --list shows all clauses'],
  [{ only: ['list-shape'], off: ['list-shape'] }, 'Every clause that --only chooses is switched off.'],
  [
    { 'min-availability': 'most' },
    '--min-availability is "most"; it must be a percentage from 0% to 100%, e.g. 80%.',
  ],
  [
    { 'require-coverage': '101%' },
    '--require-coverage is "101%"; it must be a percentage from 0% to 100%, e.g. 80%.',
  ],
])('the judging options %j are refused', (given, mistake) => {
  expect(read(given).mistakes).toEqual([mistake]);
});

describe('the levels of a team', () => {
  const config = parseConfig(
    'levels: {list-shape: SHOULD, nosniff: off, head-like-get: SHOULD}\nrequireCoverage: 80',
    'c.yaml',
    contract,
  );
  const readWithFile = (given: Parameters<typeof readJudgingOptions>[0]) =>
    readJudgingOptions(given, contract, [], config);

  test('replace those of the contract, and the changes are listed', () => {
    const { clauses, off, changedLevels } = readWithFile({});
    expect(clauses.filter(({ contractLevel }) => contractLevel !== undefined)).toMatchObject([
      { id: 'list-shape', level: 'SHOULD', contractLevel: 'MUST' },
    ]);
    expect([...off]).toEqual(['nosniff']);
    expect(changedLevels).toEqual([
      { id: 'list-shape', from: 'MUST', to: 'SHOULD' },
      { id: 'nosniff', from: 'ASSUMED', to: 'off' },
    ]);
  });

  test('a clause that --only names is judged, even if the file switches it off', () => {
    expect([...readWithFile({ only: ['nosniff'] }).off]).toEqual([]);
  });

  test('--off adds to them', () => {
    expect([...readWithFile({ off: ['list-shape'] }).off]).toEqual(['list-shape', 'nosniff']);
  });

  test('a mistake in a setting names its key and its file', () => {
    const mistakes: string[] = [];
    const broken = { ...config, flags: { 'require-coverage': '101' } };
    readJudgingOptions(broken.flags, contract, mistakes, broken);
    expect(mistakes).toEqual([
      '"requireCoverage" of c.yaml is "101"; it must be a percentage from 0% to 100%, e.g. 80%.',
    ]);
  });
});
