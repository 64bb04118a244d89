// Pages contain the documents without what the engine never reads, and behave the same.
import * as fc from 'fast-check';
import control from 'prepared:control.json';
import slimControl from 'prepared:control-slim.json';
import slimEnrichment from 'prepared:enrichment-slim.json';

import { diagnose } from '../openapi/diagnostics/diagnose.ts';
import { formatDiagnostic } from '../openapi/diagnostics/render.ts';
import type { SchemaCheck } from '../openapi/diagnostics/schema-error.ts';
import { type EnrichmentDocument, resolvePointer } from '../openapi/document.ts';
import { compileDocument } from '../openapi/json-schema/compile.ts';
import { listOperations } from '../openapi/operations.ts';
import { createSpec } from '../openapi/spec.ts';
import { createBrokenValues } from '../openapi/testing/broken-values.ts';
import { formatSource } from './coach/advice.ts';
import { rules } from './coach/rules/index.ts';
import { mockUnderTest } from './testing/mock-under-test.ts';
import { spec } from './testing/shipped.ts';
import { wireCases } from './testing/wire-cases/index.ts';
import profileSchema from '../fixtures/profile.schema.json' with { type: 'json' };
import scenarioSchema from '../fixtures/scenario.schema.json' with { type: 'json' };
import worldSchema from '../fixtures/world.schema.json' with { type: 'json' };
import { pageFormats } from '../tools/slim-pages.mjs';
import worldState from './store/text/world-state.schema.json' with { type: 'json' };

const slimSpec = createSpec(slimEnrichment as EnrichmentDocument);

test('every request of the table has the same response', async () => {
  const [whole, slim] = [mockUnderTest(), mockUnderTest({ spec: slimSpec })];
  for (const [name, line, sent] of Object.values(wireCases).flat())
    expect([name, await slim.ask(line, sent)]).toEqual([name, await whole.ask(line, sent)]);
});

const paths = [...new Set(spec.operations.map(({ path }) => path))];
const id = '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60';

/** Each reading of each question. */
const readings = Object.entries(spec.questions).flatMap(([question, { readings: all }]) =>
  Object.keys(all).map((reading) => [question, reading] as const),
);

test.each(readings)(
  'with the reading %s=%s, every path has the same responses',
  async (question, reading) => {
    const setting = { readings: { [question]: reading } };
    const [whole, slim] = [mockUnderTest(setting), mockUnderTest({ ...setting, spec: slimSpec })];
    for (const path of [...paths, '/nowhere'])
      for (const method of ['OPTIONS', 'GET', 'POST', 'PATCH'])
        for (const token of ['alice-token', 'nobody', null]) {
          const line = `${method} ${path.replace('{job_id}', token === null ? 'x' : id)}`;
          expect([line, await slim.ask(line, { token })]).toEqual([line, await whole.ask(line, { token })]);
        }
  },
);

test('the coach names the same sources', () => {
  for (const { ground } of rules) expect(formatSource(ground, slimSpec)).toBe(formatSource(ground, spec));
});

type Document = Parameters<typeof listOperations>[0];

function listWithoutResponses(document: unknown) {
  return listOperations(document as Document).map(
    ({ id: name, method, path, parameters, requestBody, requiresBody }) => ({
      name,
      method,
      path,
      requestBody,
      requiresBody,
      parameters: parameters.map((one) => [one.name, one.in, one.schemaPointer]),
    }),
  );
}

test('the control API has the same operations', () => {
  expect(listWithoutResponses(slimControl)).toEqual(listWithoutResponses(control));
});

const used = listOperations(slimControl as Document).flatMap(({ parameters, requestBody }) => [
  ...parameters.map(({ schemaPointer }) => schemaPointer),
  ...Object.values(requestBody),
]);
const ofLogs = ['LogEntry', 'Checkpoint'].map((name) => `#/components/schemas/${name}`);

function findMistakes(check: SchemaCheck | undefined, value: unknown): readonly string[] {
  if (check?.(value) === true) return [];
  return diagnose(check?.errors, value).map((one) => formatDiagnostic(one, 'it'));
}

test.each([...new Set([...used, ...ofLogs])])('the control API says the same about %s', (pointer) => {
  const options = { discriminator: true };
  const [whole, slim] = [control, slimControl].map((document) =>
    compileDocument(document as object, options)(pointer),
  );
  const schema = resolvePointer(control, pointer);
  for (const value of fc.sample(createBrokenValues(control as object, schema), { numRuns: 20, seed: 1 }))
    expect(findMistakes(slim, value)).toEqual(findMistakes(whole, value));
});

test('a page knows every format that it checks', () => {
  const schemas = JSON.stringify([slimControl, worldState, scenarioSchema, worldSchema, profileSchema]);
  const named = Array.from(schemas.matchAll(/"format":"([^"]+)"/g), ([, name = '']) => name);
  expect(named.filter((name) => !pageFormats.includes(name))).toEqual([]);
  expect(named.length).toBeGreaterThan(0);
});
