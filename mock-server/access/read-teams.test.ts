// The file of teams: what it may have, and each mistake with its line and without a key.
import { hashing } from '../http/hashing.ts';
import { ComplaintsError } from '../../openapi/complaint.ts';
import { readTeams } from './read-teams.ts';

const key = 'acme-key-0123456789';
const env = { ZOO_KEY: 'zoo-key-0123456789', SHORT: 'key-012', WEAK: 'weak-key-012' };
const digest = hashing.digest('third-key-0123456789');

/** The complaints about a text, as `line: message`. */
function complain(text: string): readonly string[] {
  try {
    readTeams(text, 'teams.yaml', env, hashing.digest);
    return [];
  } catch (error) {
    if (!(error instanceof ComplaintsError)) throw error;
    return error.complaints.map(({ line, message }) => `${line}: ${message}`);
  }
}

test('a team has a key, the variable or the digest of one, and quotas', () => {
  const text = `defaults: { worlds: 3, rows: 100 }
teams:
  - { name: acme, key: ${key}, worlds: 5, ttl: 2h }
  - { name: zoo, keyEnv: ZOO_KEY, commandsPerMinute: 10, requestsPerMinute: 20, rows: 7 }
  - { name: constructor, keySha256: ${digest} }
`;
  expect(readTeams(text, 'teams.yaml', env, hashing.digest).teams).toEqual([
    {
      name: 'acme',
      digest: hashing.digest(key),
      worlds: 5,
      commandsPerMinute: 600,
      requestsPerMinute: 6000,
      rows: 100,
      ttl: 7_200_000,
    },
    {
      name: 'zoo',
      digest: hashing.digest(env.ZOO_KEY),
      worlds: 3,
      commandsPerMinute: 10,
      requestsPerMinute: 20,
      rows: 7,
    },
    { name: 'constructor', digest, worlds: 3, commandsPerMinute: 600, requestsPerMinute: 6000, rows: 100 },
  ]);
});

test('JSON will do', () => {
  expect(
    readTeams(JSON.stringify({ teams: [{ name: 'acme', key }] }), 'teams.json', {}, hashing.digest).teams,
  ).toHaveLength(1);
});

test('a key that is easy to guess is accepted with a warning, which does not repeat it', () => {
  const text = 'teams: [{ name: acme, keyEnv: WEAK }, { name: zoo, key: abababababababab }]';
  const { teams, warnings } = readTeams(text, 'teams.yaml', env, hashing.digest);
  expect(teams).toHaveLength(2);
  expect(warnings).toEqual([
    'The key of the team "acme" has only 12 characters, so that it is easier to guess. "openssl rand -hex 24" prints one that nobody guesses.',
    'The key of the team "zoo" repeats a few characters, so that it is easy to guess. "openssl rand -hex 24" prints one that nobody guesses.',
  ]);
});

test.each<readonly [string, string]>([
  ['', '1: '],
  ['teams: []', '1: '],
  [`teams:\n  - { key: ${key} }`, '2: '],
  [
    `teams:\n  - { name: acme }`,
    '2: a team has exactly one of "key", "keyEnv" and "keySha256"; this one has 0',
  ],
  [`teams:\n  - { name: acme, key: ${key}, keyEnv: ZOO_KEY }`, '2: a team has exactly one of'],
  [`teams:\n  - name: acme\n    keyEnv: NOWHERE`, '3: the environment variable "NOWHERE" is not set;'],
  [`teams:\n  - name: acme\n    keyEnv: SHORT`, '3: the environment variable "SHORT" has only 7 characters;'],
  [`teams:\n  - name: acme\n    keyEnv: __proto__`, '3: the environment variable "__proto__" is not set;'],
  [`teams:\n  - name: acme\n    key: ${key}~x`, '3: the key has a character that is not allowed;'],
  [`teams:\n  - name: acme\n    keySha256: ${digest.toUpperCase()}`, '3: '],
  [`teams:\n  - { name: Acme, key: ${key} }`, '2: '],
  [`teams:\n  - { name: a/b, key: ${key} }`, '2: '],
  [`teams:\n  - { name: __proto__, key: ${key} }`, '2: '],
  [`teams:\n  - { name: аcme, key: ${key} }`, '2: '],
  [`teams:\n  - { name: acme, key: ${key}, world: 5 }`, '2: '],
  [`teams:\n  - { name: acme, key: ${key}, worlds: -1 }`, '2: '],
  [`teams:\n  - { name: acme, key: ${key}, worlds: 1.5 }`, '2: '],
  [`teams:\n  - { name: acme, key: ${key}, ttl: 5 }`, '2: '],
  [`teams:\n  - { name: acme, key: ${key}, ttl: soon }`, '2: "soon" is not a duration; use one'],
  [`teams:\n  - { name: acme, key: ${key}, ttl: 0s }`, '2: "0s" is not a duration; use one'],
  [`defaults: { name: acme }\nteams:\n  - { name: acme, key: ${key} }`, '1: '],
  [
    `teams:\n  - { name: acme, key: ${key} }\n  - { name: acme, keyEnv: ZOO_KEY }`,
    '3: line 2 has a team "acme", too',
  ],
  [
    `teams:\n  - { name: acme, keyEnv: ZOO_KEY }\n  - { name: zoo, key: ${env.ZOO_KEY} }`,
    '3: the key is that of the team "acme", too',
  ],
  [
    `teams:\n  - { name: acme, keySha256: ${hashing.digest(key)} }\n  - { name: zoo, key: ${key} }`,
    '3: the key is that of the team "acme", too',
  ],
])('%j is rejected', (text, want) => {
  const complaints = complain(text);
  expect(complaints.join('\n')).toContain(want);
  expect(complaints.join('\n')).not.toMatch(/-key-0123456789/);
});
