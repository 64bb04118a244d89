/** Text in, checked settings out: contract.config.yaml, in which a team decides what fails its runs. Nothing in it is evaluated. */
import { refuseIfAny } from '../../../openapi/complaint.ts';
import { formatSuggestion } from '../../../openapi/complaint.ts';
import { toComplaints } from '../../../openapi/diagnostics/complaints.ts';
import { quoteValue } from '../../../openapi/diagnostics/excerpt.ts';
import { compileSchema } from '../../../openapi/json-schema/compile.ts';
import { toMap } from '../../../openapi/values.ts';
import { parseYaml } from '../../../openapi/yaml-source.ts';
import type { Clause } from '../../verdict/clause.ts';
import type { TeamLevel, TeamLevels } from '../../verdict/levels.ts';
import schema from './contract.config.schema.json' with { type: 'json' };

export interface ContractConfig {
  /** The file, as messages call it. */
  readonly file: string;
  readonly levels: TeamLevels;
  /** The other settings, as texts by the names of their flags. */
  readonly flags: ConfiguredFlags;
}

export interface ConfiguredFlags {
  readonly 'fail-on'?: readonly string[];
  readonly 'require-coverage'?: string;
  readonly 'min-availability'?: string;
  readonly mode?: string;
  readonly watch?: string;
  readonly timeout?: string;
  readonly 'max-requests'?: string;
  readonly 'max-rate'?: string;
}

/** The key of each flag that the file can set. */
const keys = {
  'fail-on': 'failOn',
  'require-coverage': 'requireCoverage',
  'min-availability': 'minAvailability',
  mode: 'mode',
  watch: 'watch',
  timeout: 'timeout',
  'max-requests': 'maxRequests',
  'max-rate': 'maxRate',
} as const satisfies Record<keyof ConfiguredFlags, keyof typeof schema.properties>;

/** The schema for editors lists each clause; a message about an unknown one names the nearest instead. */
const check = compileSchema({
  ...schema,
  properties: {
    ...schema.properties,
    levels: { type: 'object', additionalProperties: { $ref: '#/$defs/level' } },
  },
});

/**
 * @param clauses those that it may name
 * @throws ComplaintsError with every mistake and its line
 */
export function parseConfig(text: string, file: string, clauses: readonly Clause[]): ContractConfig {
  const source = parseYaml(text, file);
  const value = source.value ?? {};
  const levels = toMap(toMap(value)['levels']);
  const ids = clauses.map(({ id }) => id);
  const unknown = Object.keys(levels)
    .filter((id) => !ids.includes(id))
    .map((id) =>
      source.createComplaint(
        ['levels', id],
        `no clause has the id ${quoteValue(id)}${formatSuggestion(id, ids) || '; contract --list shows all clauses'}`,
      ),
    );
  refuseIfAny([...toComplaints(check, source, value), ...unknown]);
  const given = toMap(value);
  const flags = Object.entries(keys).flatMap(([flag, key]) => {
    const setting = given[key];
    if (setting === undefined) return [];
    return [[flag, key === 'failOn' ? [setting].flat().map(toText) : toText(setting)] as const];
  });
  return {
    file,
    // Checked data has these types.
    levels: levels as Readonly<Record<string, TeamLevel>>,
    flags: Object.fromEntries(flags),
  };
}

function toText(setting: unknown): string {
  return typeof setting === 'string' ? setting : JSON.stringify(setting);
}

/** `"watch" of contract.config.yaml` for a setting of the file, and `--watch` for a flag. */
export function nameSetting(config: ContractConfig | undefined, flag: string): string {
  if (config === undefined || !Object.hasOwn(config.flags, flag)) return `--${flag}`;
  return `"${keys[flag as keyof ConfiguredFlags]}" of ${config.file}`;
}
