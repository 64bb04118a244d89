// The one table of errors, held against the document.
import { schemaViolations } from '../../openapi/conformance.ts';
import { defaultReadings } from '../../openapi/questions.ts';
import { shippedChecks } from '../../openapi/shipped.ts';
import { specFrom } from '../../openapi/spec.ts';
import { spec } from '../testing/shipped.ts';
import { problemBody, problemMistakes, problemNames } from './problems.ts';

const usual = defaultReadings(spec.questions);
/** Every choice of one reading beside the default ones. */
const settings = Object.entries(spec.questions).flatMap(([question, { readings }]) =>
  Object.keys(readings).map((reading) => ({ ...usual, [question]: reading })),
);
const values = { method: 'DELETE', media_type: 'text/plain', seconds: 5, required: 50, balance: 12 };

test('the document has all that the table names, in every reading', () => {
  for (const readings of settings) expect(problemMistakes(spec, readings)).toEqual([]);
});

test('every body of the table fits the schema of its response, in every reading', async () => {
  const checkAt = await shippedChecks();
  for (const readings of settings) {
    for (const name of problemNames) {
      const { response, mediaType, body } = problemBody(spec, readings, name, values);
      const pointer = spec.response(response).content[mediaType]?.schemaPointer ?? '';
      expect([name, schemaViolations(checkAt(pointer), body)]).toEqual([name, []]);
    }
  }
});

test('every status of the table is one that the document gives to an operation with that response', () => {
  for (const readings of settings) {
    for (const name of problemNames) {
      const { status, response } = problemBody(spec, readings, name, values);
      const { pointer } = spec.response(response);
      const given = spec.operations.filter((operation) => operation.responses[status]?.pointer === pointer);
      expect([name, given.length > 0]).toEqual([name, true]);
    }
  }
});

test('what a template asks for and nobody fills in is a mistake of ours, not a sentence with a hole', () => {
  expect(() => problemBody(spec, usual, 'methodNotAllowed')).toThrow(
    'The template of "methodNotAllowed" asks for {method}, which was not given.',
  );
});

test('a document that lacks an example is told at the start', () => {
  const responses = {
    ...spec.document.components?.responses,
    NotAcceptable: { description: 'No body at all.' },
  };
  const poorer = specFrom({ ...spec.document, components: { ...spec.document.components, responses } });
  expect(problemMistakes(poorer, usual)).toEqual([
    'The mock cannot answer the problem "notAcceptable": The response "NotAcceptable" of the document has no body "default".',
  ]);
});
