import { contract } from '../contract/index.ts';
import { readJudgingOptions } from './judging-options.ts';

const read = (given: Parameters<typeof readJudgingOptions>[0]) => {
  const mistakes: string[] = [];
  return { ...readJudgingOptions(given, contract, mistakes), mistakes };
};

test.each([
  [{}, {}],
  [{ strict: true }, { strict: true }],
  [{ only: ['list-shape', 'results: Query'] }, { only: ['list-shape', 'results: Query'] }],
  [{ only: ['error responses'] }, { only: ['error responses'] }],
  [{ only: ['assumptions'] }, { only: ['assumptions'] }],
  [{ off: ['list-shape'] }, { off: new Set(['list-shape']) }],
  [{ 'require-coverage': '80%' }, { requiredPercent: 80 }],
  [{ 'require-coverage': '62.5' }, { requiredPercent: 62.5 }],
  [{ 'min-availability': '99%' }, { minAvailability: 99 }],
  [{ 'min-availability': '99.9' }, { minAvailability: 99.9 }],
])('the judging options %j are accepted', (given, wanted) => {
  expect(read(given)).toEqual({ only: [], off: new Set(), strict: false, ...wanted, mistakes: [] });
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
  [{ only: ['zzz'] }, '--only zzz: no clause or section has this name; --list shows all clauses'],
  [{ only: ['list-shape'], off: ['list-shape'] }, '--off switches off every clause that --only chooses.'],
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
