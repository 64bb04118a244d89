// Properties of the included documents.
import { isMap } from './values.ts';
import { readFileSync } from 'node:fs';

import { Validator } from '@seriousme/openapi-schema-validator';

import { findSchemaViolations } from './conformance.ts';
import { resolvePointer, type Source, escapeStep } from './document.ts';
import { loadSpec } from './load-spec.ts';
import { getControlChecks, getShippedChecks, loadShippedSpec } from './shipped.ts';
import { listSchemaPointers } from './spec.ts';
import { compileDocument } from './json-schema/compile.ts';
import { parseYaml } from './yaml-source.ts';

const files = ['openapi/enrichment.yaml', 'openapi/control.yaml'];
const read = (file: string) =>
  parseYaml(readFileSync(file, 'utf8'), file).value as Readonly<Record<string, unknown>>;
const enrichment = read('openapi/enrichment.yaml');

/** Every map of a document with its pointer. */
function* maps(
  value: unknown,
  pointer = '#',
): Generator<readonly [string, Readonly<Record<string, unknown>>]> {
  if (typeof value !== 'object' || value === null) return;
  if (isMap(value)) yield [pointer, value];
  for (const [key, inner] of Object.entries(value)) yield* maps(inner, `${pointer}/${escapeStep(key)}`);
}

test.each(files)('another tool accepts %s as a valid OpenAPI document', async (file) => {
  const { valid, errors } = await new Validator().validate(read(file));
  expect([valid, errors]).toEqual([true, undefined]);
});

test('prepared data equals the file', () => {
  expect(loadSpec('openapi/enrichment.yaml').document).toEqual(loadShippedSpec().document);
});

test.each(files)('every example in %s matches its schema', (file) => {
  const document = read(file);
  const validatorAt = compileDocument(document);
  const misfits = [...maps(document)].flatMap(([pointer, media]) => {
    if (media['schema'] === undefined || pointer.startsWith('#/x-')) return [];
    const named = Object.entries(isMap(media['examples']) ? media['examples'] : {});
    const examples = [
      ...('example' in media ? [['example', media['example']] as const] : []),
      ...named.map(([name, one]) => [name, isMap(one) ? one['value'] : undefined] as const),
    ];
    return examples.flatMap(([name, value]) =>
      findSchemaViolations(validatorAt(`${pointer}/schema`), value).map((violation) => ({
        pointer,
        name,
        violation,
      })),
    );
  });
  expect(misfits).toEqual([]);
});

test('every response with a body has an example', () => {
  const { operations } = loadShippedSpec();
  const bodies = operations.flatMap(({ responses }) =>
    Object.values(responses).flatMap(({ content }) => Object.values(content)),
  );
  expect(bodies.length).toBeGreaterThan(20);
  expect(bodies.filter(({ examples }) => Object.keys(examples).length === 0)).toEqual([]);
});

/** Sections of the status page that promise nothing which a document could hold. */
const withoutPromise: Readonly<Record<string, string>> = {
  'Try It Out': 'It links to a playground behind a password.',
};

test('every section of the status page is named as a source in the document', () => {
  const named = new Set(
    [...maps(enrichment)].flatMap(([pointer, value]) => {
      const isSource = /\/(x-source|source)$/.test(pointer);
      return isSource && (value as unknown as Source).page === 'status' ? [String(value['section'])] : [];
    }),
  );
  const sections = loadShippedSpec().pages['status']?.sections ?? [];
  expect(sections.filter((section) => !named.has(section))).toEqual(Object.keys(withoutPromise));
});

test('the document has every status code of the errors page', () => {
  const { operations } = loadShippedSpec();
  const statuses = new Set(operations.flatMap(({ responses }) => Object.keys(responses)));
  expect(
    ['200', '201', '400', '401', '402', '404', '429', '500'].filter((status) => !statuses.has(status)),
  ).toEqual([]);
});

test('the responses of the status page have the bodies that it shows', () => {
  expect(resolvePointer(enrichment, '#/components/responses/Job/content/application~1json/example')).toEqual({
    job_id: '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60',
    status: 'in-progress',
    submitted_at: '2026-05-06T14:23:11Z',
    updated_at: '2026-05-06T14:25:42Z',
  });
  const { content } = loadShippedSpec().response('Unauthorized');
  expect(content['application/json']?.examples).toEqual({ message: { message: 'Invalid or expired token' } });
});

test('every question has a default, more than one reading or a rejected one, and a reason for each', () => {
  for (const [id, question] of Object.entries(loadShippedSpec().questions)) {
    const others = Object.keys(question['ruled-out'] ?? {}).length;
    expect([id, Object.keys(question.readings).length + others > 1]).toEqual([id, true]);
    for (const { source, reason } of Object.values(question.readings)) expect(source ?? reason).toBeDefined();
  }
});

test('every schema that code uses can be compiled', () => {
  const { operations, questions } = loadShippedSpec();
  const checkAt = getShippedChecks();
  const pointers = listSchemaPointers(operations, questions);
  for (const pointer of pointers) expect(() => checkAt(pointer)).not.toThrow();
  expect(pointers.length).toBeGreaterThan(20);
});

test('a pointer that leads nowhere is a bug', () => {
  const checkAt = getControlChecks();
  expect(() => checkAt('#/gone')).toThrow('there is no schema at #/gone');
});
