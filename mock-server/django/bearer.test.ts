import { ownJob, queued } from '../testing/answers.ts';
import { mockUnderTest } from '../testing/mock-under-test.ts';
import { parseBearerToken } from './bearer.ts';

test('alice in a separate world sees the same job, started when the world did', async () => {
  expect((await mockUnderTest().ask(`GET ${ownJob}`, { token: 'alice-token~mine' })).line).toBe(queued);
});

// The characters at which Python splits bytes; a server in front of the framework may reject some of them.
test.each([' ', '\t', '\n', '\r', '\v', '\f'])(
  '%j is white space between scheme and token, and around them',
  (space) => {
    expect(parseBearerToken(`Bearer${space}alice-token`)).toBe('alice-token');
    expect(parseBearerToken(`${space}Bearer ${space}alice-token${space}`)).toBe('alice-token');
    expect(parseBearerToken(`Bearer alice${space}token`)).toBeUndefined();
  },
);

test.each(['\u001c', '\u001f', '\u0085', '\u00a0', '\u2003', '\ufeff', '\0', '\b'])(
  '%j is not white space, but part of the token',
  (letter) => {
    expect(parseBearerToken(`Bearer alice${letter}token`)).toBe(`alice${letter}token`);
    expect(parseBearerToken(`Bearer${letter}alice-token`)).toBeUndefined();
  },
);
