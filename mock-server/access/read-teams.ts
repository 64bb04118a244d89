/** Text in, checked teams out: validates the shape of a teams file, its keys and its names. */
import schema from '../../fixtures/teams.schema.json' with { type: 'json' };
import { type Complaint, refuseIfAny } from '../../openapi/complaint.ts';
import { toComplaints } from '../../openapi/diagnostics/complaints.ts';
import { compileSchema } from '../../openapi/json-schema/compile.ts';
import type { Path } from '../../openapi/path.ts';
import { toMap } from '../../openapi/values.ts';
import { parseYaml, type YamlSource } from '../../openapi/yaml-source.ts';
import { type Duration, durationForms, parseDuration } from '../../time/time.ts';
import { selectTexts, toList } from '../fixtures/well-typed.ts';
import { findSecretMistake, findSecretWeakness, type Hashing, secretAdvice, secretRule } from './secrets.ts';
import { defaultQuotas, type Quotas, type Team } from './team.ts';

export interface TeamsRead {
  readonly teams: readonly Team[];
  /** About keys that are easy to guess, one sentence each; none of them contains a key. */
  readonly warnings: readonly string[];
}

/**
 * @param env the environment, for keys that it has
 * @throws ComplaintsError with all mistakes, in line order; none of them contains a key
 */
export function readTeams(
  text: string,
  file: string,
  env: Readonly<Record<string, string | undefined>>,
  digest: Hashing['digest'],
): TeamsRead {
  const source = parseYaml(text, file);
  const { defaults, teams: given } = toMap(source.value);
  const complaints: Complaint[] = [...toComplaints(compileSchema(schema), source, source.value)];
  const warnings: string[] = [];
  const quotas = { ...defaultQuotas, ...readQuotas(defaults, ['defaults'], source, complaints) };
  const teams = toList(given).map((team, index): Team => {
    const path: Path = ['teams', index];
    const { name = '' } = selectTexts(team, ['name']);
    return {
      ...quotas,
      ...readQuotas(team, path, source, complaints),
      name,
      digest: readDigest(team, path, env, { source, complaints, warnings, digest }),
    };
  });
  complaints.push(...findRepeated(teams, source));
  refuseIfAny(complaints);
  return { teams, warnings };
}

const numbers = ['worlds', 'commandsPerMinute', 'requestsPerMinute', 'rows'] as const;

function readQuotas(
  given: unknown,
  path: Path,
  source: YamlSource,
  complaints: Complaint[],
): Partial<Quotas> {
  const map = toMap(given);
  const counts = numbers.flatMap((name) =>
    typeof map[name] === 'number' ? [[name, map[name]] as const] : [],
  );
  const { ttl } = selectTexts(given, ['ttl']);
  const idle: Duration | undefined = ttl === undefined ? undefined : parseDuration(ttl);
  if (ttl !== undefined && (idle === undefined || idle === 0))
    complaints.push(
      source.createComplaint([...path, 'ttl'], `"${ttl}" is not a duration; use one ${durationForms}`),
    );
  return { ...Object.fromEntries(counts), ...(idle === undefined ? {} : { ttl: idle }) };
}

interface Reading {
  readonly source: YamlSource;
  readonly complaints: Complaint[];
  readonly warnings: string[];
  readonly digest: Hashing['digest'];
}

function readDigest(
  team: unknown,
  path: Path,
  env: Readonly<Record<string, string | undefined>>,
  { source, complaints, warnings, digest }: Reading,
): string {
  const { key, keyEnv, keySha256 } = selectTexts(team, ['key', 'keyEnv', 'keySha256']);
  const complain = (place: Path, message: string): string => {
    complaints.push(source.createComplaint(place, message));
    return '';
  };
  const given = [key, keyEnv, keySha256].filter((one) => one !== undefined);
  if (given.length !== 1)
    return complain(
      path,
      `a team has exactly one of "key", "keyEnv" and "keySha256"; this one has ${given.length}`,
    );
  if (keySha256 !== undefined) return keySha256;
  const found = keyEnv === undefined ? key : Object.hasOwn(env, keyEnv) ? env[keyEnv] : undefined;
  const mistake = found === undefined ? 'is not set' : findSecretMistake(found);
  if (found !== undefined && mistake === undefined) {
    const weakness = findSecretWeakness(found);
    const { name = '' } = selectTexts(team, ['name']);
    if (weakness !== undefined) warnings.push(`The key of the team "${name}" ${weakness}. ${secretAdvice}`);
    return digest(found);
  }
  const place = keyEnv === undefined ? 'the key' : `the environment variable "${keyEnv}"`;
  return complain(
    [...path, keyEnv === undefined ? 'key' : 'keyEnv'],
    `${place} ${mistake}; a key has ${secretRule}. "openssl rand -hex 24" prints one`,
  );
}

function findRepeated(teams: readonly Team[], source: YamlSource): readonly Complaint[] {
  const names = new Map<string, number>();
  const digests = new Map<string, string>();
  return teams.flatMap(({ name, digest }, index) => {
    const first = names.get(name);
    const other = digest === '' ? undefined : digests.get(digest);
    if (name !== '') names.set(name, first ?? index);
    digests.set(digest, other ?? name);
    const line = first === undefined ? 0 : source.getLine(['teams', first, 'name']);
    return [
      ...(first === undefined
        ? []
        : [source.createComplaint(['teams', index, 'name'], `line ${line} has a team "${name}", too`)]),
      ...(other === undefined
        ? []
        : [source.createComplaint(['teams', index], `the key is that of the team "${other}", too`)]),
    ];
  });
}
