// Generated documents: whatever additional fields they have, every response of the mock matches its document.
import fc from 'fast-check';

import { askAll, changeSchemas, type Json, serve, addField } from '../testing/other-documents.ts';

const answered = [
  'SubmitResponse',
  'Job',
  'ResultPage',
  'ContactRecord',
  'AccountRecord',
  'ControlResponse',
  'Checkpoint',
  'InvalidToken',
  'Detail',
  'JobPage',
];

const leaf = fc.oneof(
  fc.record({ type: fc.constant('integer'), minimum: fc.integer({ min: -50, max: 50 }) }),
  fc.integer({ min: -50, max: 50 }).map((max) => ({ type: 'number', exclusiveMaximum: max })),
  fc.constant({ type: 'integer', minimum: 1, maximum: 100, multipleOf: 7 }),
  fc.constant({ type: 'boolean' }),
  fc
    .constantFrom(
      'date-time',
      'date',
      'time',
      'uuid',
      'email',
      'uri',
      'hostname',
      'ipv4',
      'ipv6',
      'duration',
      'byte',
    )
    .map((format) => ({ type: 'string', format })),
  fc.record({
    type: fc.constant('string'),
    minLength: fc.nat(40),
    maxLength: fc.integer({ min: 40, max: 60 }),
  }),
  fc
    .constantFrom('^[A-Z]{3}$', '^\\d+$', '^#[0-9a-f]{6}$', '^[a-z]{2}-[A-Z]{2}$')
    .map((pattern) => ({ type: 'string', pattern })),
  fc
    .array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { minLength: 1, maxLength: 4 })
    .map((values) => ({ enum: values })),
  fc.oneof(fc.string(), fc.integer()).map((value) => ({ const: value })),
  fc.integer().map((value) => ({ type: 'integer', example: value })),
  // An invalid example is not used.
  fc.constant({ type: 'integer', minimum: 5, example: 'three', default: 7 }),
  fc.constant({ type: ['null', 'string'] }),
  fc.constant({ $ref: '#/components/schemas/Checkpoint' }),
  fc.constant({ $ref: '#/components/schemas/Instant' }),
  fc.constant({}),
);
const { schema } = fc.letrec<{ schema: unknown }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({ type: fc.constant('array'), items: tie('schema'), minItems: fc.nat(3) }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie('schema'), { maxKeys: 3 }).map((properties) => ({
      type: 'object',
      properties,
      required: Object.keys(properties),
      additionalProperties: false,
    })),
    fc.array(tie('schema'), { minLength: 1, maxLength: 2 }).map((branches) => ({ anyOf: branches })),
    fc
      .tuple(fc.constant({ type: 'integer', minimum: 3 }), fc.constant({ maximum: 9 }))
      .map((parts) => ({ allOf: parts })),
  ),
}));

test('all responses match a document that requires additional fields', async () => {
  const fields = fc.array(
    fc
      .tuple(fc.constantFrom(...answered), fc.stringMatching(/^new_[a-z]{1,5}$/), schema, fc.boolean())
      // A checkpoint that requires a checkpoint has no end, and the mock says so.
      .filter(([name, , of]) => name !== 'Checkpoint' || !JSON.stringify(of).includes('/Checkpoint')),
    { minLength: 1, maxLength: 4 },
  );
  await fc.assert(
    fc.asyncProperty(fields, async (added) => {
      const changes: Record<string, (object: Json) => Json> = {};
      for (const [name, field, of, required] of added) {
        const before = changes[name];
        changes[name] = (object) => addField(field, of, required)(before?.(object) ?? object);
      }
      const spec = changeSchemas(changes);
      // Answers that break the document fail the test.
      expect(await askAll(serve(spec))).toHaveLength(9);
    }),
    { numRuns: 10 },
  );
});
