/** What a control request has wrong, as a person reads it: which value, what is allowed, what was meant. */
import { formatSuggestion, formatOneOf } from '../../openapi/complaint.ts';
import { toExcerpt, type SchemaError, formatValue } from '../../openapi/conformance.ts';
import { worldNameRule } from '../simulation/world-names.ts';

/** What of a schema is told. */
interface DescribedSchema {
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly oneOf?: readonly { readonly required?: readonly string[] }[];
}

/**
 * A part of a sentence for each mistake.
 * @param whole what the value as a whole is called, such as `the body` or `"limit"`
 */
export function describeMistakes(errors: readonly SchemaError[], whole: string): readonly string[] {
  // What is missing of either of two things is told by the choice between them.
  // A name that is not allowed is told by the list of those that are.
  const reported = errors.filter(
    ({ schemaPath = '', keyword }) => !/\/oneOf\/\d/.test(schemaPath) && keyword !== 'propertyNames',
  );
  return [...new Set(reported.map((error) => describeMistake(error, whole)))];
}

function describeMistake(error: SchemaError, whole: string): string {
  const { keyword, instancePath, message = 'is not allowed', params } = error;
  const schema = (error.parentSchema ?? {}) as DescribedSchema;
  const isName = error.propertyName !== undefined;
  const known = isName ? (schema.enum ?? []).map(String) : Object.keys(schema.properties ?? {});
  const stranger = error.propertyName ?? params['additionalProperty'] ?? params['unevaluatedProperty'];
  if (typeof stranger === 'string')
    return `there is no key ${formatValue(stranger)}${formatSuggestion(stranger, known) || `; allowed: ${formatOneOf(known)}`}`;
  if (keyword === 'required')
    return `"${toPath(instancePath, String(params['missingProperty']))}" is missing`;
  if (keyword === 'dependentRequired')
    return `"${String(params['property'])}" is of use with "${String(params['deps'])}" only`;
  if (keyword === 'minProperties') return `the body is empty; give ${formatOneOf(known)}`;
  if (keyword === 'oneOf') {
    const choice = formatOneOf((schema.oneOf ?? []).flatMap(({ required = [] }) => required));
    return params['passingSchemas'] === null ? `give ${choice}` : `give only one of ${choice}`;
  }
  const what = instancePath === '' ? whole : `"${toPath(instancePath)}"`;
  return `${what} is ${formatValue(error.data)}; ${describeAllowed(error, schema) ?? `it ${message}`}`;
}

/** What may stand there, when the schema says it in a way that is worth telling. */
function describeAllowed(
  { keyword, params, data }: SchemaError,
  schema: DescribedSchema,
): string | undefined {
  if (keyword === 'enum') {
    const allowed = params['allowedValues'] as readonly unknown[];
    const hint = typeof data === 'string' ? formatSuggestion(data, allowed.map(String)) : '';
    return `allowed: ${formatOneOf(allowed)}${hint}`;
  }
  if (keyword === 'type') return `it must be ${formatKind(schema)}`;
  if (keyword === 'minimum' || keyword === 'maximum') return `it must be ${formatRange(schema)}`;
  if (keyword === 'minLength') return 'it must not be empty';
  if (keyword === 'maxLength') return `it must not have more than ${String(params['limit'])} characters`;
  // Names of snapshots are like those of worlds, and these are the only patterns.
  return keyword === 'pattern' ? `it must be ${worldNameRule}` : undefined;
}

function formatRange({ minimum, maximum }: DescribedSchema): string {
  if (minimum === undefined) return `${maximum} or less`;
  return maximum === undefined ? `${minimum} or more` : `from ${minimum} to ${maximum}`;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
};

function formatKind(schema: DescribedSchema): string {
  const kind = kinds[String(schema.type)];
  const ranged =
    schema.minimum === undefined && schema.maximum === undefined ? '' : ` ${formatRange(schema)}`;
  if (kind !== undefined) return `${kind}${ranged}`;
  const { required = [] } = schema;
  return required.length === 0 ? 'an object' : `an object with ${required.map(formatValue).join(' and ')}`;
}

function toPath(instancePath: string, key?: string): string {
  const steps = [...instancePath.split('/').slice(1), ...(key === undefined ? [] : [key])];
  return steps.join('.');
}

/** Mistakes as one sentence, after what they are about. */
export function formatMistakes(mistakes: readonly string[]): string {
  const said = mistakes.join('; ');
  return said.endsWith('?') ? said : `${said}.`;
}

/**
 * What the control API has instead of a path at which it has nothing.
 * @param paths its templates, such as `/__mock__/api/worlds/{world}/clock`
 */
export function describeUnknownPath(path: string, paths: readonly string[]): string {
  const steps = path.split('/');
  const filled = paths.map((template) =>
    template
      .split('/')
      .map((step, index) => (step.startsWith('{') ? (steps[index] ?? step) : step))
      .join('/'),
  );
  const hint = findNearest(path, filled);
  const root = '/__mock__/api/';
  const below = paths.map((template) => template.replace(root, '')).join(', ');
  const has = hint ?? `; below ${root} it has ${below}.`;
  return `The control API has nothing at ${toExcerpt(path)}${has} See openapi/control.yaml.`;
}

/** The path that differs in its last step only, and little. */
function findNearest(path: string, paths: readonly string[]): string | undefined {
  const cut = path.lastIndexOf('/') + 1;
  const [start, last] = [path.slice(0, cut), path.slice(cut)];
  const beside = paths
    .filter((one) => one.startsWith(start))
    .map((one) => one.slice(cut))
    .filter((one) => one !== '' && !one.includes('/') && !one.startsWith('{'));
  const hint = last === '' ? '' : formatSuggestion(last.slice(0, 100), beside);
  if (hint !== '') return hint;
  return beside.length === 0 ? undefined : `; ${start} has ${beside.join(', ')}.`;
}
