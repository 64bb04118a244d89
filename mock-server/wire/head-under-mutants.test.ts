// A lie changes what GET gets; HEAD has the headers of that, and never a body.
import { lies } from '../mutants/index.ts';
import { ownJob } from '../testing/answers.ts';
import { mockUnderTest } from '../testing/mock-under-test.ts';

const list = '/api/v1/enrichment/status/';
/** These are about HEAD itself, or about one request of several. */
const others = /head|refuses-valid-token/;
const told = lies.filter(({ name, onReply }) => onReply !== undefined && !others.test(name));

test.each(told.map((lie) => [lie.name, lie] as const))('under the lie %s', async (_, lie) => {
  const { ask } = mockUnderTest({ lie });
  for (const target of [list, ownJob]) {
    const whole = await ask(`GET ${target}`);
    const bare = await ask(`HEAD ${target}`);
    expect([bare.body, bare.status]).toEqual(['', whole.status]);
    expect(bare.headers).toEqual(whole.headers);
  }
});
