// A mutant changes the response to GET; HEAD has its headers, and never a body.
import { mutants } from '../mutants/index.ts';
import { ownJob } from '../testing/answers.ts';
import { mockUnderTest } from '../testing/mock-under-test.ts';

const list = '/api/v1/enrichment/status/';
/** These are about HEAD itself, or about one request of several. */
const others = /head|refuses-valid-token/;
const replyMutants = mutants.filter(({ name, onReply }) => onReply !== undefined && !others.test(name));

test.each(replyMutants.map((mutant) => [mutant.name, mutant] as const))(
  'under the mutant %s',
  async (_, mutant) => {
    const { ask } = mockUnderTest({ mutant });
    for (const target of [list, ownJob]) {
      const whole = await ask(`GET ${target}`);
      const bare = await ask(`HEAD ${target}`);
      expect([bare.body, bare.status]).toEqual(['', whole.status]);
      expect(bare.headers).toEqual(whole.headers);
    }
  },
);
