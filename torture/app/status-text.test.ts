import { createStatusReader } from './status-text.ts';

test.each([
  ['queued', 'queued'],
  ['The job is in-progress.', 'in-progress'],
  ['In progress', 'in-progress'],
  ['IN_PROGRESS', 'in-progress'],
  ['Completed', 'completed'],
  ['Loading…', undefined],
  ['', undefined],
  ['queued or completed', undefined],
  ['uncompleted', undefined],
])('"%s" means %s', (text, status) => {
  expect(createStatusReader()(text)).toBe(status);
});

test('the table of the adapter comes first, whatever the case and the spaces', () => {
  const read = createStatusReader({
    Fertig: 'completed',
    'Wird  bearbeitet': 'in-progress',
    Completed: 'failed',
  });
  expect(['fertig', ' Wird bearbeitet ', 'completed', 'paused'].map(read)).toEqual([
    'completed',
    'in-progress',
    'failed',
    'paused',
  ]);
});
