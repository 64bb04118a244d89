import { readFileSync } from 'node:fs';

import { mutants } from '../../mock-server/mutants/index.ts';
import { loadShippedSpec } from '../../openapi/shipped.ts';
import { printFault } from '../explore/print-exploration.ts';
import { runExploreTrial } from './explored.ts';
import { inProcessOrigin } from './in-process.ts';

test('docs/explore.md shows what is printed for a race', async () => {
  const race = mutants.filter(({ name }) => name === 'pause-twice-at-once');
  const { faults } = await runExploreTrial({ seed: '9', maxSequences: 40, mutants: race });
  const [fault] = faults;
  if (fault === undefined) throw new Error('Nothing was found.');
  const printed = printFault(
    { ...fault, onMock: 'passes' },
    {
      spec: loadShippedSpec(),
      origin: inProcessOrigin,
      prefix: '',
      variables: { you: 'CONTRACT_TOKEN', other: 'CONTRACT_OTHER_TOKEN' },
      flags: ` --base-url '${inProcessOrigin}' --allow-writes`,
    },
  );
  expect(readFileSync('docs/explore.md', 'utf8')).toContain(`\n\`\`\`text\n${printed}\n\`\`\`\n`);
});
