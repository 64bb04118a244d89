/** The Jest entry: one test a clause. */
import { readFileSync } from 'node:fs';

import { type Presented, presentedVariable } from './presented.ts';

const file = process.env[presentedVariable];
if (file === undefined)
  throw new Error(
    'Start the contract suite with `npm run contract`; it makes the survey that these tests present.',
  );

const presented = JSON.parse(readFileSync(file, 'utf8')) as readonly Presented[];

for (const section of new Set(presented.map((one) => one.section))) {
  describe(section, () => {
    for (const { name, result, text } of presented.filter((one) => one.section === section)) {
      const present = result === 'skipped' ? test.skip : test;
      present(name, () => {
        if (result === 'failed') throw withoutStack(text);
      });
    }
  });
}

/** The stack would lead into this file, which is not where the fault is. */
function withoutStack(text: string): Error {
  const error = new Error(text);
  error.stack = text;
  return error;
}
