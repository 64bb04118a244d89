/** Checks a YAML or JSON file against a JSON Schema: one complaint for each mistake, with its line. */
import type { Complaint } from '../complaint.ts';
import type { Path } from '../path.ts';
import type { YamlSource } from '../yaml-source.ts';
import { type Diagnostic, diagnose } from './diagnose.ts';
import { formatFileDiagnostic } from './render.ts';
import type { SchemaCheck } from './schema-error.ts';

/**
 * Validates the value at `under` in the source.
 * @param check a compiled schema
 * @param under the path of the validated value in the source
 * @returns one complaint for each mistake, of very many the first hundred
 */
export function toComplaints(
  check: SchemaCheck,
  source: YamlSource,
  value: unknown,
  under: Path = [],
): readonly Complaint[] {
  if (check(value)) return [];
  const complaints = diagnose(check.errors, value)
    .slice(0, maxComplaints)
    .map((diagnostic) =>
      source.createComplaint(
        [...under, ...getMarkedPath(diagnostic)],
        formatFileDiagnostic(diagnostic, under),
      ),
    );
  const unique = new Map(
    complaints.map((complaint) => [`${complaint.line} ${complaint.message}`, complaint]),
  );
  return [...unique.values()];
}

/** Users fix only a few at a time, and each is looked up in the source. */
const maxComplaints = 100;

/** The path whose line is shown: for an invalid key, the key; otherwise the path of the diagnostic. */
function getMarkedPath({ problem, path, given }: Diagnostic): Path {
  return problem === 'name' ? [...path, String(given)] : path;
}
