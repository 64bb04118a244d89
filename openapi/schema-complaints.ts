/** Holds a YAML source against a JSON Schema and says every mistake with its line and what is allowed. */
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';

import { type Complaint, didYouMean, formatOneOf } from './complaint.ts';
import { excerpt } from './conformance.ts';
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
    return source.complaint(subject === undefined ? path : [...path, subject], formatSentence(error, path));
  });
  const seen = new Set<string>();
  return complaints.filter(({ line, says }) => !seen.has(`${line} ${says}`) && seen.add(`${line} ${says}`));
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
  const given = excerpt(JSON.stringify(error.data) ?? 'nothing');
  const subject =
    error.propertyName === undefined ? `${where} is ${given};` : `${where} has the key ${given};`;
  if (needsBeside(error))
    return `"${String(error.params['property'])}" needs the key "${String(error.params['missingProperty'])}" beside it`;
  switch (error.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const known = knownProperties(error);
      const name = getSubject(error) ?? '';
      const allowed = known.length > 0 ? `; allowed: ${known.join(', ')}` : '';
      return `${where} has no key "${name}"${allowed}${didYouMean(name, known)}`;
    }
    case 'required':
      return `${where} lacks the key "${String(error.params['missingProperty'])}"`;
    case 'enum': {
      const allowed = error.params['allowedValues'] as unknown[];
      return `${where} is ${given}; allowed: ${formatOneOf(allowed)}${didYouMean(String(error.data), allowed.map(String))}`;
    }
    case 'type':
      return `${where} is ${given}; it must be ${article(String(error.params['type']))}`;
    case 'pattern':
      return `${subject} it must ${description(error) === undefined ? `match the pattern "${String(error.params['pattern'])}"` : `be ${description(error)}`}`;
    default:
      return `${subject} it ${error.message ?? 'is not allowed'}${describes(error)}`;
  }
}

function knownProperties(error: ErrorObject): string[] {
  const schema = error.parentSchema as { properties?: Record<string, unknown> } | undefined;
  return Object.keys(schema?.properties ?? {});
}

function describes(error: ErrorObject): string {
  const described = description(error);
  return described === undefined ? '' : ` (${described})`;
}

function description(error: ErrorObject): string | undefined {
  return (error.parentSchema as { description?: string } | undefined)?.description;
}

function article(type: string): string {
  return type
    .split(',')
    .map((one) => (/^[aeiou]/.test(one) ? `an ${one}` : `a ${one}`))
    .join(' or ');
}
