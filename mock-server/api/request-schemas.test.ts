// Every request schema of the document, checked against its handler: a request gets a 400 exactly if the
// schema rejects it.
import fc from 'fast-check';

import { compileDocument } from '../../openapi/json-schema/compile.ts';
import { base } from '../testing/answers.ts';
import {
  anyValid,
  isNode,
  mutate,
  type Node,
  read,
  reasons,
  type ReasonName,
} from '../testing/request-values.ts';
import { createFormBody } from '../testing/form-body.ts';
import { UploadedFile } from '../django/uploaded-file.ts';
import { mockUnderTest, type MockRequest } from '../testing/mock-under-test.ts';
import { spec } from '../testing/shipped.ts';

/** Random in each run; `SEED=n make unit ARGS=request-schemas` repeats a run. */
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const runs = 400;

const mock = mockUnderTest();
const checkAt = compileDocument(spec.document);
const bodies = spec.operations.flatMap((operation) =>
  Object.entries(operation.requestBody).map(([mediaType, pointer]) => ({ operation, mediaType, pointer })),
);
let world = 0;

test('the document has a request body for each way to submit and to control', () => {
  expect(bodies.map(({ operation, mediaType }) => `${operation.id} ${mediaType}`)).toEqual([
    'submitEnrichment application/json',
    'submitEnrichment multipart/form-data',
    'submitEnrichment application/x-www-form-urlencoded',
    'controlEnrichment application/json',
    'controlEnrichment application/x-www-form-urlencoded',
    'controlEnrichment multipart/form-data',
  ]);
});

test.each(bodies)(
  '$operation.id accepts what the schema of its $mediaType accepts, and nothing else',
  async (body) => {
    const { operation, mediaType, pointer } = body;
    const isForm = mediaType !== 'application/json';
    // The schema describes only forms with a company name; any other field of a record is enough.
    const isNarrow = pointer.includes('submit') && mediaType === 'application/x-www-form-urlencoded';
    const root: Node = { document: spec.document, schema: { $ref: pointer }, isForm };
    const accepts = checkAt(pointer);
    const verdicts = { taken: 0, refused: 0 };
    const anyBody = anyValid(root).chain((valid) => fc.oneof(fc.constant(valid), mutate(root, valid)));
    await fc.assert(
      fc.asyncProperty(anyBody, async (value) => {
        world += 1;
        const token = `alice-token~world-${world % 50}`;
        const sent: MockRequest = isForm
          ? { token, ...createFormBody(value, mediaType) }
          : { token, body: JSON.stringify(value), headers: json };
        const { status, body: text } = await mock.ask(`POST ${operation.path}`, sent);
        const isValid = accepts(read(root, value));
        verdicts[isValid ? 'taken' : 'refused'] += 1;
        if (isNarrow && !isValid) return;
        expect({ isRefused: isRefusal(status, text), text }).toEqual({ isRefused: !isValid, text });
      }),
      { seed, numRuns: runs },
    );
    // A generator that creates only one kind would prove nothing.
    expect(Math.min(verdicts.taken, verdicts.refused)).toBeGreaterThan(runs / 20);
  },
);

test('getResults accepts the query that the schemas of its parameters accept', async () => {
  const operation = spec.operation('getResults');
  const job = await mock.ask(`POST ${base}/submit/`, {
    token: 'alice-token~results',
    body: { records: [{ company_name: 'scenario:done-at-once' }] },
  });
  mock.wait(3600);
  const { job_id: id } = JSON.parse(job.body) as { readonly job_id: string };
  const parameters = operation.parameters.filter((one) => one.in === 'query');
  const anyText = fc.constantFrom(
    '',
    ' ',
    '0',
    '1',
    '-1',
    '1.5',
    '1.0',
    ' 2 ',
    '200',
    '201',
    'x',
    'json',
    'csv',
    'CSV',
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...parameters), anyText, async ({ name, schema }, text) => {
      const query = String(new URLSearchParams({ [name]: text }));
      const answer = await mock.ask(`GET ${base}/result/${id}/?${query}`, { token: 'alice-token~results' });
      const node: Node = { document: spec.document, schema, isForm: true };
      const at = `#/components/parameters/${parameterNames[name] ?? ''}/schema`;
      const isValid = text.trim() === '' || checkAt(at)(read(node, text));
      expect({ query, status: answer.status }).toEqual({
        query,
        status: isValid ? 200 : 400,
      });
    }),
    { seed, numRuns: runs / 4 },
  );
});

const record = (first_name: unknown) => ({ records: [{ first_name }] });
const contacts = (max_contacts: unknown) => ({ records: [{}], criteria: { max_contacts } });
const file = new UploadedFile('a.csv', 'first_name\nAda');
const samples: Readonly<Record<ReasonName, readonly [body: unknown, isRefused: boolean]>> = {
  'number for a text': [record(5), false],
  'space around a text': [record(`${'a'.repeat(10_000)} `), false],
  'character of no text': [record('a\0'), true],
  'text for an integer': [contacts('5'), false],
  'other spelling of a UUID': [{ csv_file_id: 5, action: 'pause' }, false],
  'empty field of a form': [{ file, category: '' }, false],
  'single field of a form': [{ file, 'criteria.job_titles': 'CEO' }, false],
};

test.each(Object.keys(reasons) as ReasonName[])(
  'the framework and the schema differ in the rule "%s"',
  async (rule) => {
    const [body, isRefused] = samples[rule];
    const isForm = rule.endsWith('of a form');
    const isControl = rule === 'other spelling of a UUID';
    const path = isControl ? '/api/v1/enrichment-control/' : `${base}/submit/`;
    const name = isControl ? 'ControlRequest' : isForm ? 'SubmitUpload' : 'SubmitRequest';
    const sent = isForm ? createFormBody(body) : { body };
    const answer = await mock.ask(`POST ${path}`, { token: 'alice-token~samples', ...sent });
    expect(isRefusal(answer.status, answer.body)).toBe(isRefused);
    expect(checkAt(`#/components/schemas/${name}`)(body)).toBe(isRefused);
  },
);

test('a list that is too long is rejected for its length, whatever it contains', async () => {
  const body = { records: Array.from({ length: 100_001 }, () => 5) };
  const answer = await mock.ask(`POST ${base}/submit/`, { body });
  expect(answer.line).toBe('400 {"records":["Ensure this field has no more than 100000 elements."]}');
});

test('for a list full of errors, the first thousand are reported', async () => {
  const body = { records: Array.from({ length: 2000 }, () => 5) };
  const answer = await mock.ask(`POST ${base}/submit/`, { body });
  const { records } = JSON.parse(answer.body) as { readonly records: Readonly<Record<string, unknown>> };
  expect(Object.keys(records)).toHaveLength(1000);
  expect(records['999']).toEqual(['Expected a dictionary of items but got type "int".']);
});

const json = { 'content-type': 'application/json' };
const parameterNames: Readonly<Record<string, string>> = {
  report_type: 'ReportType',
  page: 'ResultPage',
  page_size: 'ResultPageSize',
};

/** A 400 for a field; one with `error` is about the state of a job. */
function isRefusal(status: number, body: string): boolean {
  const parsedBody: unknown = status === 400 ? JSON.parse(body) : undefined;
  return isNode(parsedBody) && !('error' in parsedBody);
}
