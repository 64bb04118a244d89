import { ownJob, queued } from '../testing/answers.ts';
import { mockUnderTest } from '../testing/mock-under-test.ts';
import { bearerToken } from './bearer.ts';

test('alice in a world of her own sees the same job, begun when she came', async () => {
  expect((await mockUnderTest().ask(`GET ${ownJob}`, { token: 'alice-token~mine' })).line).toBe(queued);
});

// What Python splits bytes at; a server in front of the framework may refuse some of it before.
test.each([' ', '\t', '\n', '\r', '\v', '\f'])(
  '%j is white space between scheme and token, and around',
  (space) => {
    expect(bearerToken(`Bearer${space}alice-token`)).toBe('alice-token');
    expect(bearerToken(`${space}Bearer ${space}alice-token${space}`)).toBe('alice-token');
    expect(bearerToken(`Bearer alice${space}token`)).toBeUndefined();
  },
);

test.each(['\u001c', '\u001f', '\u0085', '\u00a0', '\u2003', '\ufeff', '\0', '\b'])(
  '%j is none: it is a part of the token',
  (letter) => {
    expect(bearerToken(`Bearer alice${letter}token`)).toBe(`alice${letter}token`);
    expect(bearerToken(`Bearer${letter}alice-token`)).toBeUndefined();
  },
);
