// What several texts or lists begin with.
import { countCommonStart } from './common-start.ts';

test.each([
  [[], 0],
  [['/api/v1/'], 8],
  [['/api/v1/status/', '/api/v1/submit/'], 9],
  [['/api/', '/api/v1/'], 5],
  [['a', 'b'], 0],
  [[['api', 'v1'], ['api', 'v1', 'x'], ['api']], 1],
])('%j have the first %i in common', (all, count) => {
  expect(countCommonStart(all)).toBe(count);
});
