import { mockUnderTest } from '../testing/mock-under-test.ts';

const listActions = async (path: string) => {
  const { body } = await mockUnderTest().ask(`OPTIONS ${path}`);
  return (JSON.parse(body) as { actions?: unknown }).actions;
};
const field = (type: string, required: boolean, label: string, more = {}) => ({
  type,
  required,
  read_only: false,
  label,
  ...more,
});
const choices = (...values: readonly string[]) => ({
  choices: values.map((value) => ({ value, display_name: value })),
});
const anything = { child: { type: 'field', required: true, read_only: false } };

test('OPTIONS of submit describes the fields of a submission', async () => {
  const child = { type: 'nested object', required: true, read_only: false, ...anything };
  expect(await listActions('/api/v1/enrichment/submit/')).toEqual({
    POST: {
      records: field('list', true, 'Records', { max_length: 100_000, child }),
      category: field('choice', false, 'Category', choices('contact', 'account')),
      criteria: field('nested object', false, 'Criteria', anything),
    },
  });
});

test('OPTIONS of control describes its two fields', async () => {
  expect(await listActions('/api/v1/enrichment-control/')).toEqual({
    POST: {
      csv_file_id: field('string', true, 'Csv file id'),
      action: field('choice', true, 'Action', choices('pause', 'resume')),
    },
  });
});

test('OPTIONS of a read-only resource describes no fields', async () => {
  expect(await listActions('/api/v1/enrichment/status/')).toBeUndefined();
});
