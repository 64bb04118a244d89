// Clients with unknown, misspelled and missing tokens: repeating the same one causes advice, trying others
// does not.
import {
  type ClientAtWork,
  createClientAtWork,
  listAdviceLines,
  list,
  getStatusRequest,
} from './testing/client-at-work.ts';

interface Stranger {
  readonly does: string;
  readonly how: (client: ClientAtWork) => Promise<unknown>;
  readonly hears?: readonly string[];
}

const strangers: readonly Stranger[] = [
  {
    does: 'continues with a misspelled token',
    how: (client) => client.repeat(5, 3, list, 'alice-tokn'),
    hears: [
      'warning after-401: nobody: GET /api/v1/enrichment/status/ received a 401, and the client sent 4 times more with the same unknown token. x2 in 1 2 3 4 5',
    ],
  },
  {
    does: 'continues with a token from an unset variable',
    how: (client) =>
      client.repeat(4, 5, getStatusRequest('9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60'), 'undefined'),
    hears: [
      'warning after-401: nobody about a job: GET /api/v1/enrichment/status/JOB/ received a 401, and the client sent 3 times more with the same unknown token. x1 in 1 2 3 4',
    ],
  },
  {
    does: 'continues without a token',
    how: (client) => client.repeat(4, 3, list, ''),
    hears: [
      'warning after-401: nobody: GET /api/v1/enrichment/status/ received a 401, and the client sent 3 times more without a token. x1 in 1 2 3 4',
    ],
  },
  {
    does: 'continues with a header that contains no token',
    how: (client) => client.repeat(4, 3, list, 'alice-token, Bearer alice-token'),
    hears: [
      'warning after-401: nobody: GET /api/v1/enrichment/status/ received a 401, and the client sent 3 times more with the same header, which contains no bearer token. x1 in 1 2 3 4',
    ],
  },
  {
    does: 'is a test that tries one unknown token after another',
    how: async (client) => {
      for (let token = 0; token < 20; token += 1) await client.repeat(1, 0.3, list, `nobody-${token}`);
    },
  },
  {
    does: 'is one of several with unknown tokens, each of which sends one request and stops',
    how: async (client) => {
      for (const token of ['', 'alice-tokn', 'undefined', 'null', 'alice-token alice-token', '"alice-token"'])
        await client.repeat(1, 3, list, token);
    },
  },
];

test.each(strangers)('a client that $does', async ({ how, hears = [] }) => {
  const client = createClientAtWork();
  await how(client);
  expect(await listAdviceLines(client)).toEqual(hears);
});
