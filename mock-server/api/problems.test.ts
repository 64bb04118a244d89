// The table of errors, checked against the document.
import { findSchemaViolations } from '../../openapi/conformance.ts';
import { getDefaultReadings } from '../../openapi/questions.ts';
import { getShippedChecks } from '../../openapi/shipped.ts';
import { createSpec } from '../../openapi/spec.ts';
import { spec } from '../testing/shipped.ts';
import { createProblemBody, checkProblems, problemNames } from './problems.ts';

const defaults = getDefaultReadings(spec.questions);
/** The default readings, and every change of one reading. */
const settings = Object.entries(spec.questions).flatMap(([question, { readings }]) =>
  Object.keys(readings).map((reading) => ({ ...defaults, [question]: reading })),
);
const values = {
  method: 'DELETE',
  media_type: 'text/plain',
  seconds: 5,
  plural: 's',
  required: 50,
  balance: 12,
};

test('the document has every entry that the table names, in every reading', () => {
  for (const readings of settings) expect(checkProblems(spec, readings)).toEqual([]);
});

test('every body of the table matches the schema of its response, in every reading', async () => {
  const checkAt = getShippedChecks();
  for (const readings of settings) {
    for (const name of problemNames) {
      const { response, mediaType, body } = createProblemBody(spec, readings, name, values);
      const pointer = spec.response(response).content[mediaType]?.schemaPointer ?? '';
      expect([name, findSchemaViolations(checkAt(pointer), body)]).toEqual([name, []]);
    }
  }
});

test('the document allows every status code of the table for an operation with that response', () => {
  for (const readings of settings) {
    for (const name of problemNames) {
      const { status, response } = createProblemBody(spec, readings, name, values);
      const { pointer } = spec.response(response);
      const given = spec.operations.filter((operation) => operation.responses[status]?.pointer === pointer);
      expect([name, given.length > 0]).toEqual([name, true]);
    }
  }
});

/** The shipped document with another body for its 406. */
const specWith = (content: object) => {
  const response = { description: 'No representation fits.', ...content };
  const responses = { ...spec.document.components?.responses, NotAcceptable: response };
  return createSpec({ ...spec.document, components: { ...spec.document.components, responses } });
};

test.each([
  [
    'without a body',
    {},
    'The response "NotAcceptable" of the document has no content, and no example "default".',
  ],
  [
    'without an example',
    { content: { 'application/json': {} } },
    'The response "NotAcceptable" of the document has no application/json example "default".',
  ],
  [
    'with a template that needs an unknown value',
    { content: { 'application/json': { 'x-template': { detail: 'Not {accept}.' } } } },
    'Its x-template needs {accept}; available: nothing.',
  ],
])('a document with an error %s is reported at the start', (_, content, reason) => {
  expect(checkProblems(specWith(content), defaults)).toEqual([
    `The mock cannot send the problem "notAcceptable": ${reason}`,
  ]);
});
