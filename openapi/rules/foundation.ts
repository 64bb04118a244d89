/** Requires a basis for every operation, response, schema and parameter. */
import { isMap } from '../values.ts';
import type { Complaint } from '../complaint.ts';
import { formatSuggestion, formatOneOf } from '../complaint.ts';
import type { DocumentationPage } from '../document.ts';
import type { YamlSource } from '../yaml-source.ts';
import type { Path } from '../path.ts';
import { walkPlaces } from './walk.ts';

const components: ReadonlySet<string> = new Set([
  'responses',
  'schemas',
  'parameters',
  'headers',
  'securitySchemes',
]);

/** One complaint for each part without a foundation, and for each source that names no page or section of x-pages. */
export function checkFoundation(source: YamlSource): Complaint[] {
  const root = source.value as Readonly<Record<string, unknown>>;
  const pages = (isMap(root['x-pages']) ? root['x-pages'] : {}) as Readonly<
    Record<string, DocumentationPage>
  >;
  const unfounded = [...walkPlaces(root)].flatMap(({ path, value }) => {
    if (!needsFoundation(path, value)) return [];
    const missing = findMissing(value);
    return missing === undefined ? [] : [source.createComplaint(path, `"${path.join('.')}" ${missing}`)];
  });
  const unknown = [...findSources(root)].flatMap(({ path, value }) => {
    const page = pages[String(value['page'])];
    if (page === undefined) {
      const ids = Object.keys(pages);
      return [
        source.createComplaint(
          path,
          `"${path.join('.')}" names an unknown page "${String(value['page'])}"; x-pages has ${formatOneOf(ids)}`,
        ),
      ];
    }
    const section = String(value['section']);
    if (page.sections.includes(section)) return [];
    const hint = formatSuggestion(section, page.sections);
    return [
      source.createComplaint(
        path,
        `"${path.join('.')}" names an unknown section "${section}"; that page has ${formatOneOf(page.sections)}${hint}`,
      ),
    ];
  });
  return [...unfounded, ...unknown];
}

function needsFoundation(path: Path, value: Readonly<Record<string, unknown>>): boolean {
  if ('$ref' in value) return false;
  if (path.length === 3 && path[0] === 'components') return components.has(String(path[1]));
  if (path[0] !== 'paths') return false;
  const isOperation = path.length === 3 && 'responses' in value;
  const inOperation = path.length === 5 && (path[3] === 'responses' || path[3] === 'parameters');
  const inPath = path.length === 4 && path[2] === 'parameters';
  return isOperation || inOperation || inPath;
}

function findMissing(value: Readonly<Record<string, unknown>>): string | undefined {
  const basis = value['x-basis'];
  if (basis === undefined) return 'has no basis: add x-basis (documented, sibling, framework or assumed)';
  if (basis === 'assumed')
    return 'x-reason' in value ? undefined : 'is assumed without a reason: add x-reason';
  return 'x-source' in value
    ? undefined
    : `has the basis ${JSON.stringify(basis)} but no x-source: name a page and a section`;
}

/** Every x-source of the document and every source inside our own keys. */
function* findSources(
  value: unknown,
  path: Path = [],
): Generator<{ path: Path; value: Readonly<Record<string, unknown>> }> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* findSources(item, [...path, index]);
  }
  if (!isMap(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'example' || key === 'examples') continue;
    const isOurs = path.some((one) => String(one).startsWith('x-'));
    const isSource = key === 'x-source' || (key === 'source' && isOurs);
    if (isSource && isMap(inner)) yield { path: [...path, key], value: inner };
    else yield* findSources(inner, [...path, key]);
  }
}
