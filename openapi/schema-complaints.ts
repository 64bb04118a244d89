/** Holds a YAML source against a JSON Schema and says every mistake with its line and what is allowed. */
import { formatValue } from './conformance.ts';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';

import { type Complaint, formatSuggestion, formatOneOf } from './complaint.ts';
import { splitPointer } from './document.ts';
import type { Path, YamlSource } from './yaml-source.ts';

/**
 * Validates the value at `under` in the source.
 * @param validate a compiled schema (Ajv with allErrors and verbose)
 * @param under where in the source the validated value stands
 * @returns one complaint for each mistake, of very many the first hundred
 */
export function toComplaints(
  validate: ValidateFunction,
  source: YamlSource,
  value: unknown,
  under: Path = [],
): Complaint[] {
  if (validate(value)) return [];
  const errors = (validate.errors ?? []).filter(isTelling).slice(0, maxComplaints);
  const complaints = errors.map((error) => {
    const path = [...under, ...splitPointer(error.instancePath)];
    const subject = getSubject(error);
    return source.createComplaint(
      subject === undefined ? path : [...path, subject],
      formatSentence(error, path),
    );
  });
  const seen = new Set<string>();
  return complaints.filter(
    ({ line, message }) => !seen.has(`${line} ${message}`) && seen.add(`${line} ${message}`),
  );
}

/** Nobody mends more at a time, and each is looked up in the source. */
const maxComplaints = 100;

// These only repeat that one of the errors beside them was found.
const echoes: ReadonlySet<string> = new Set(['if', 'anyOf', 'oneOf', 'allOf', 'propertyNames']);

function isTelling(error: ErrorObject): boolean {
  return !echoes.has(error.keyword);
}

function getSubject(error: ErrorObject): string | undefined {
  if (error.keyword === 'additionalProperties') return String(error.params['additionalProperty']);
  if (error.keyword === 'unevaluatedProperties') return String(error.params['unevaluatedProperty']);
  if (needsBeside(error)) return String(error.params['property']);
  return error.propertyName;
}

/** A key of the file itself that is nothing without another. */
function needsBeside(error: ErrorObject): boolean {
  return error.keyword === 'dependentRequired' && error.instancePath === '';
}

function formatSentence(error: ErrorObject, path: Path): string {
  const where = path.length === 0 ? 'the file' : `"${path.join('.')}"`;
  const given = formatValue(error.data);
  const subject =
    error.propertyName === undefined ? `${where} is ${given};` : `${where} has the key ${given};`;
  if (needsBeside(error))
    return `"${String(error.params['property'])}" needs the key "${String(error.params['missingProperty'])}" beside it`;
  switch (error.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const known = listKnownProperties(error);
      const name = getSubject(error) ?? '';
      const allowed = known.length > 0 ? `; allowed: ${known.join(', ')}` : '';
      return `${where} has no key "${name}"${allowed}${formatSuggestion(name, known)}`;
    }
    case 'required':
      return `${where} lacks the key "${String(error.params['missingProperty'])}"`;
    case 'enum': {
      const allowed = error.params['allowedValues'] as unknown[];
      return `${where} is ${given}; allowed: ${formatOneOf(allowed)}${formatSuggestion(String(error.data), allowed.map(String))}`;
    }
    case 'type':
      return `${where} is ${given}; it must be ${getArticle(String(error.params['type']))}`;
    case 'pattern':
      return `${subject} it must ${getDescription(error) === undefined ? `match the pattern "${String(error.params['pattern'])}"` : `be ${getDescription(error)}`}`;
    default:
      return `${subject} it ${error.message ?? 'is not allowed'}${formatDescription(error)}`;
  }
}

function listKnownProperties(error: ErrorObject): string[] {
  const schema = error.parentSchema as { properties?: Record<string, unknown> } | undefined;
  return Object.keys(schema?.properties ?? {});
}

function formatDescription(error: ErrorObject): string {
  const described = getDescription(error);
  return described === undefined ? '' : ` (${described})`;
}

function getDescription(error: ErrorObject): string | undefined {
  return (error.parentSchema as { description?: string } | undefined)?.description;
}

function getArticle(type: string): string {
  return type
    .split(',')
    .map((one) => (/^[aeiou]/.test(one) ? `an ${one}` : `a ${one}`))
    .join(' or ');
}
