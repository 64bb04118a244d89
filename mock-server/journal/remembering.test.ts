import { maxShapes, cacheNearPath } from './near-misses.ts';

test('the explanation of a path is remembered, for a limited number of paths', () => {
  let asked = 0;
  const near = cacheNearPath((path) => {
    asked += 1;
    return path;
  });
  const paths = Array.from({ length: maxShapes }, (_, index) => `/${index}`);
  for (const path of [...paths, ...paths]) expect(near(path, 'GET')).toBe(path);
  expect(asked).toBe(maxShapes);
  near('/one-more', 'GET');
  near('/0', 'GET');
  expect(asked).toBe(maxShapes + 2);
});

test('a job id in a path does not make it a different shape', () => {
  let asked = 0;
  const near = cacheNearPath(() => {
    asked += 1;
    return '';
  });
  for (let index = 0; index < 10; index += 1) near(`/job/9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f6${index}`, 'GET');
  expect(asked).toBe(1);
});
