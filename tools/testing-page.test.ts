// The code on the page about tests is that of the examples, which `make examples` runs.
import { readFileSync } from 'node:fs';

const files = [
  'vitest/first.test.ts',
  'jest/first.test.cjs',
  'vitest/in-step.test.ts',
  'react-testing-library/first.test.tsx',
  'playwright/first.spec.ts',
  'msw/first.test.ts',
];

test('each block of code in docs/testing.md is a whole example', () => {
  const page = readFileSync('docs/testing.md', 'utf8');
  const blocks = [...page.matchAll(/```(?:js|tsx?)\n(.*?)```/gs)].map(([, code]) => code);
  expect(blocks).toEqual(files.map((file) => toUserProject(readFileSync(`examples/${file}`, 'utf8'))));
});

/** An example as it is in a project that has its own app and client. */
function toUserProject(example: string): string {
  return example
    .replace('../client/follow-job.ts', './follow-job.js')
    .replace(
      /import \{ expect \}( from .*\n)\nimport \{ test \} from '.\/app.ts';\n/,
      'import { expect, test }$1',
    );
}
