import { createAjv } from '../../openapi/testing/ajv.ts';
import { createMovingRun } from '../testing/moving-run.ts';
import { sampleVerdicts, createRun, createUnjudgedRun } from '../testing/runs.ts';
import type { ContractRun } from './run.ts';
import { createSarifReport } from './sarif.ts';

const text = { type: 'object', required: ['text'], properties: { text: { type: 'string', minLength: 1 } } };
const level = { enum: ['none', 'note', 'warning', 'error'] };
const bag = { type: 'object', properties: { tags: { type: 'array', uniqueItems: true } } };
const closed = (required: readonly string[], properties: Readonly<Record<string, unknown>>) => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
});
const list = (items: unknown) => ({ type: 'array', items });

/** The requirements of SARIF 2.1.0 for the objects that we write; any other object is rejected. */
const isSarif = createAjv().compile(
  closed(['version', 'runs'], {
    version: { const: '2.1.0' },
    $schema: { type: 'string', format: 'uri' },
    runs: list(
      closed(['tool'], {
        tool: closed(['driver'], {
          driver: closed(['name'], {
            name: { type: 'string' },
            semanticVersion: { type: 'string', pattern: String.raw`^\d+\.\d+\.\d+` },
            rules: {
              uniqueItems: true,
              ...list(
                closed(['id'], {
                  id: { type: 'string' },
                  shortDescription: text,
                  fullDescription: text,
                  help: text,
                  defaultConfiguration: closed([], { level }),
                  properties: bag,
                }),
              ),
            },
          }),
        }),
        automationDetails: closed([], { id: { type: 'string' } }),
        invocations: list(
          closed(['executionSuccessful'], {
            executionSuccessful: { type: 'boolean' },
            exitCode: { type: 'integer' },
            startTimeUtc: { type: 'string', format: 'date-time' },
            endTimeUtc: { type: 'string', format: 'date-time' },
            toolExecutionNotifications: list(
              closed(['message'], {
                level,
                message: text,
                associatedRule: closed([], { id: { type: 'string' } }),
              }),
            ),
          }),
        ),
        properties: { type: 'object', additionalProperties: { type: 'string' } },
        columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
        results: list(
          closed(['message'], {
            ruleId: { type: 'string' },
            ruleIndex: { type: 'integer', minimum: -1 },
            level,
            message: text,
            locations: list(
              closed([], {
                physicalLocation: closed(['artifactLocation'], {
                  artifactLocation: closed([], { uri: { type: 'string', format: 'uri-reference' } }),
                  region: closed([], { startLine: { type: 'integer', minimum: 1 } }),
                }),
                logicalLocations: list(
                  closed([], { name: { type: 'string' }, fullyQualifiedName: { type: 'string' } }),
                ),
              }),
            ),
            partialFingerprints: { type: 'object', additionalProperties: { type: 'string' } },
            properties: bag,
          }),
        ),
      }),
    ),
  }),
);

const listResults = (run: ContractRun) => createSarifReport(run).runs[0]?.results ?? [];
const prints = (run: ContractRun) => listResults(run).map(({ partialFingerprints }) => partialFingerprints);

test.each<[string, ContractRun]>([
  ['with every verdict', createMovingRun()],
  ['in which every clause is kept', createRun([sampleVerdicts.kept])],
  ['that judged nothing', createUnjudgedRun()],
])('the report of a run %s is valid SARIF', (_, run) => {
  isSarif(JSON.parse(JSON.stringify(createSarifReport(run))));
  expect(isSarif.errors ?? []).toEqual([]);
});

test('each clause is a rule with help and source, and each result refers to its rule', () => {
  const [run] = createSarifReport(createRun()).runs;
  const rules = run?.tool.driver.rules ?? [];
  expect(rules.map(({ id }) => id)).toEqual(Object.values(sampleVerdicts).map(({ clause }) => clause.id));
  expect(rules[0]?.help?.text).toMatch(
    /^The promise a-kept holds\. MUST, documented: status page, Overview\. /,
  );
  expect(run?.results?.filter(({ ruleId, ruleIndex = -1 }) => rules[ruleIndex]?.id !== ruleId)).toEqual([]);
});

test.each([
  ['in a normal run', false, 'error warning note'],
  ['strictly', true, 'error error note'],
])('%s: only a broken clause is a result, with its level', (_, strict, levels) => {
  const results = listResults(createRun(undefined, strict));
  expect(results.map(({ ruleId }) => ruleId)).toEqual(['b-broken', 'c-warning', 'd-notice']);
  expect(results.map((result) => result.level).join(' ')).toBe(levels);
});

test('the fingerprint of a finding is the same in each run, and differs between targets', () => {
  const thisRun = createRun();
  const breaches = [{ exchange: '#7', expected: 'something', actual: 'else' }];
  const later = {
    ...createRun([{ ...sampleVerdicts.broken, breaches }]),
    startedAt: '2026-05-07T15:00:00.000Z',
    version: '2.0.0',
  };
  expect(prints(later)).toEqual(prints(thisRun).slice(0, 1));
  const target = { ...thisRun.evidence.target, baseUrl: 'https://elsewhere.example' };
  expect(prints({ ...thisRun, evidence: { ...thisRun.evidence, target } })[0]).not.toEqual(
    prints(thisRun)[0],
  );
});

test('a crashed check is a notification about the run, not a result about the target', () => {
  const [invocation] =
    createSarifReport(createRun([sampleVerdicts.kept, sampleVerdicts.crashed])).runs[0]?.invocations ?? [];
  expect(invocation).toMatchObject({
    executionSuccessful: false,
    exitCode: 3,
    toolExecutionNotifications: [
      { level: 'error', message: { text: expect.stringContaining('1 check of the suite crashed') } },
      {
        message: { text: 'The check of the suite crashed: TypeError: x is not a function' },
        associatedRule: { id: 'g-crashed' },
      },
    ],
  });
});

test('a run that judged nothing did not succeed, has no result, and gives the reason in a notification', () => {
  const [run] = createSarifReport(createUnjudgedRun('No [way](out).')).runs;
  expect(run?.results).toEqual([]);
  expect(run?.invocations).toEqual([
    {
      executionSuccessful: false,
      exitCode: 3,
      startTimeUtc: '2026-05-06T15:00:00.000Z',
      endTimeUtc: '2026-05-06T15:00:00.410Z',
      toolExecutionNotifications: [{ level: 'error', message: { text: 'No [way] (out).' } }],
    },
  ]);
});

test.each([
  ['a link', '[here](https://a.example)', '[here] (https://a.example)'],
  ['a placeholder for an argument', '{0} {name} {12}', '{ 0} {name} { 12}'],
  ['control characters', '\u001b[31m', '\\u{1b}[31m'],
  ['bidirectional text', '\u202e', '\\u{202e}'],
])('%s from a target stays plain text', (_, sent, shown) => {
  const breaches = [{ exchange: '#1', expected: 'silence', actual: sent }];
  expect(listResults(createRun([{ ...sampleVerdicts.broken, breaches }]))[0]?.message.text).toContain(
    `actual    ${shown}  (`,
  );
});
