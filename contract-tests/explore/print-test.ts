/** Prints a sequence as a test to paste, for any test runner. */
import { formatSequence, listCalls, type Sequence } from './sequence.ts';

/** A race does not show each time. */
const timesOfRace = 10;

export function printTest(sequence: Sequence): string {
  const text = quote(formatSequence(sequence));
  const hasOther = listCalls(sequence).some(({ user }) => user === 'other');
  const isRace = sequence.some((step) => step.kind === 'calls' && step.calls.length > 1);
  const variables = ['CONTRACT_BASE_URL', 'CONTRACT_TOKEN', ...(hasOther ? ['CONTRACT_OTHER_TOKEN'] : [])];
  return [
    "import assert from 'node:assert/strict';",
    "import { test } from 'node:test';",
    '',
    "import { replay } from 'enrichment-sandbox/contract';",
    '',
    `// Needs ${variables.join(', ').replace(/, (?!.*,)/, ' and ')}. It submits jobs, which may cost credits.`,
    `test(${text}, async () => {`,
    `  const { findings } = await replay(${text}, { allowWrites: true, times: ${isRace ? timesOfRace : 1} });`,
    '  assert.deepEqual(findings, []);',
    '});',
  ].join('\n');
}

const quote = (text: string): string => `'${text}'`;
