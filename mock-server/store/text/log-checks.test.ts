// The first mistake in an entry or a checkpoint is the one that Ajv finds first.
import * as fc from 'fast-check';
import control from 'prepared:control.json';

import { diagnose } from '../../../openapi/diagnostics/diagnose.ts';
import type { SchemaCheck } from '../../../openapi/diagnostics/schema-error.ts';
import { createAjv } from '../../../openapi/testing/ajv.ts';
import { createBrokenValues } from '../../../openapi/testing/broken-values.ts';
import { getLogChecks } from './log-checks.ts';
import schemas from './world-state.schema.json' with { type: 'json' };

const { components } = control as {
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
};
const all: Readonly<Record<string, object>> = { ...components.schemas, ...schemas };
const document = { components: { schemas: all } };
const ajv = createAjv({ discriminator: true, validateSchema: false, allErrors: false });
ajv.addSchema(document, 'document');

test.each(['LogEntry', 'Checkpoint', 'WorldState'])('%s', (name) => {
  const theirs = ajv.compile({ $ref: `document#/components/schemas/${name}` }) as SchemaCheck;
  const ours = getLogChecks()(`#/components/schemas/${name}`);
  const values = fc.sample(createBrokenValues(document, all[name], 6), { numRuns: 500, seed: 1 });
  let wrong = 0;
  for (const value of values) {
    expect([value, ours(value)]).toEqual([value, theirs(value)]);
    if (theirs.errors) wrong += 1;
    const first = (check: SchemaCheck) => diagnose(check.errors, value)[0];
    expect(first(ours)).toEqual(first(theirs));
  }
  expect(wrong).toBeGreaterThan(100);
});
