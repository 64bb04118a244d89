// The code on the pages equals that of the examples, which `make examples` and `make contract-jest` run.
import { readFileSync } from 'node:fs';

const examples: readonly (readonly [page: string, files: readonly string[]])[] = [
  [
    'docs/testing.md',
    [
      'examples/vitest/first.test.ts',
      'examples/jest/first.test.cjs',
      'examples/vitest/in-step.test.ts',
      'examples/react-testing-library/first.test.tsx',
      'examples/playwright/first.spec.ts',
      'examples/msw/first.test.ts',
      'examples/engine/service-worker.js',
    ],
  ],
  ['docs/contract-suite.md', ['examples/contract/contract.test.ts', 'contract-tests/enrichment.contract.ts']],
];

test.each(examples)('each block of code in %s is a complete example', (page, files) => {
  const text = readFileSync(page, 'utf8');
  const blocks = [...text.matchAll(/```(?:js|tsx?)\n(.*?)```/gs)].map(([, code]) => code);
  expect(blocks).toEqual(files.map((file) => toUserProject(readFileSync(file, 'utf8'))));
});

/** An example as in a project with its own app and client. */
function toUserProject(example: string): string {
  return example
    .replace('../client/follow-job.ts', './follow-job.js')
    .replace(
      /import \{ expect \}( from .*\n)\nimport \{ test \} from '.\/app.ts';\n/,
      'import { expect, test }$1',
    );
}
