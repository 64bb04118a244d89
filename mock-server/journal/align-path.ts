/** Compares a path with one of the document, segment by segment. */
import { formatSuggestion } from '../../openapi/complaint.ts';
import { countCommonStart } from '../../text/common-start.ts';
import { parseUuid } from '../django/uuid.ts';
import { toPlainLine } from './plain-line.ts';

/** A path of the document in segments, with one of its prefixes. */
export interface Template {
  /** As the document writes it. */
  readonly of: string;
  readonly prefix: string;
  /** The same with the prefix before it. */
  readonly path: string;
  readonly methods: readonly string[];
  readonly segments: readonly string[];
  /** Literal segments that not every path has, which distinguish this one. */
  readonly telling: ReadonlySet<string>;
  /** The names of the parameters that are UUIDs. */
  readonly uuids: readonly string[];
}

export interface Alignment {
  /** 0 for the same path; a segment that is quite another costs more than one that is missing. */
  readonly cost: number;
  /** Telling segments that are the same or nearly. */
  readonly met: number;
  /** Half a sentence for each difference. */
  readonly differs: readonly string[];
}

/** Without empty segments. */
export function splitPath(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** The cheapest way from the given segments to those of the template, from the end of both. */
export function alignPath(given: readonly string[], template: Template): Alignment {
  const { segments } = template;
  // No path of the API is as long as this.
  if (given.length > segments.length + 3) return { cost: Number.POSITIVE_INFINITY, met: 0, differs: [] };
  const known = new Map<string, Alignment>();
  const best = (i: number, j: number): Alignment => {
    const place = `${i} ${j}`;
    const found = known.get(place) ?? computeCheapest(i, j);
    known.set(place, found);
    return found;
  };
  const computeCheapest = (i: number, j: number): Alignment => {
    const [one, own] = [given[i], segments[j]];
    if (one === undefined && own === undefined) return { cost: 0, met: 0, differs: [] };
    const ways: Alignment[] = [];
    if (one !== undefined && own !== undefined) {
      ways.push(addAlignments(compareSegment(one, own, template), best(i + 1, j + 1)));
      const [two, ownTwo] = [joinPair(given, i), joinPair(segments, j)];
      if (two !== undefined && normalizeSegment(two) === normalizeSegment(own))
        ways.push(addAlignments(compareJoined(two, own, template), best(i + 2, j + 1)));
      if (ownTwo !== undefined && normalizeSegment(one) === normalizeSegment(ownTwo))
        ways.push(addAlignments(compareJoined(one, ownTwo, template), best(i + 1, j + 2)));
    }
    if (one !== undefined) ways.push(addAlignments(describeSurplus(one, i, given.length), best(i + 1, j)));
    if (own !== undefined && i > 0)
      ways.push(addAlignments(describeMissing([own], segments[j - 1]), best(i, j + 1)));
    // At its beginning several may be missing at once: a base URL that is too short.
    if (i === 0 && j === 0)
      for (let count = 1; count < segments.length; count += 1)
        ways.push(addAlignments(describeMissing(segments.slice(0, count)), best(0, count)));
    return ways.reduce((min, way) => (way.cost < min.cost ? way : min), nowhere);
  };
  return best(0, 0);
}

const nowhere: Alignment = { cost: Number.POSITIVE_INFINITY, met: 0, differs: [] };

function addAlignments(a: Alignment, b: Alignment): Alignment {
  return { cost: a.cost + b.cost, met: a.met + b.met, differs: [...a.differs, ...b.differs] };
}

/** One segment in place of two, or two of one, such as `enrichment/control` for `enrichment-control`. */
function compareJoined(given: string, own: string, { telling }: Template): Alignment {
  const met = own.split('/').filter((segment) => telling.has(segment)).length;
  return { cost: 0.3, met, differs: [`${quoteSegment(own)}, not ${quoteSegment(given)}`] };
}

/** Two segments of a path, when both are words. */
function joinPair(segments: readonly string[], index: number): string | undefined {
  const two = segments.slice(index, index + 2);
  return two.length === 2 && two.every((one) => normalizeSegment(one) !== '') ? two.join('/') : undefined;
}

/** Its letters and digits alone. */
function normalizeSegment(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z\d]/g, '');
}

function compareSegment(given: string, own: string, { uuids, telling }: Template): Alignment {
  const name = /^\{(.+)\}$/.exec(own)?.[1];
  if (name !== undefined) {
    const [cost, difference] = uuids.includes(name) ? scoreUuid(given, own) : [0, undefined];
    return { cost, met: 0, differs: difference === undefined ? [] : [difference] };
  }
  const met = telling.has(own) ? 1 : 0;
  if (given === own) return { cost: 0, met, differs: [] };
  const differs = [`${quoteSegment(own)}, not ${quoteSegment(given)}`];
  if (given.toLowerCase() === own.toLowerCase()) return { cost: 0.2, met, differs };
  return isNear(given, own) ? { cost: 0.5, met, differs } : { cost: 1.3, met: 0, differs };
}

/** The text of an unset variable or an unfilled placeholder. */
const unfilled = /^(?:undefined|null|nan|none|\[object object\]|:.*|[{<$].*|.*[}>])$/i;

function scoreUuid(given: string, own: string): readonly [cost: number, says?: string] {
  if (/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(given)) return [0];
  if (parseUuid(given) !== undefined) return [0.2, `${own} in lower case with its four hyphens`];
  if (parseUuid(given.replaceAll(/[^\da-f-]/gi, '')) !== undefined)
    return [0.3, `only the ${own}, without other characters`];
  if (unfilled.test(given)) return [0.4, `a job's id for ${own}, not ${quoteSegment(given)}`];
  return [/\d/.test(given) ? 0.6 : 1.2, `a UUID for ${own}`];
}

function describeMissing(segments: readonly string[], behind?: string): Alignment {
  const text = `"/${segments.join('/')}" is missing`;
  const cost = segments.every((one) => one.startsWith('{')) ? 1.2 : 0.8 + 0.1 * segments.length;
  const place = behind === undefined ? 'at the beginning' : `after "/${behind}"`;
  return { cost, met: 0, differs: [`${text} ${place}`] };
}

function describeSurplus(segment: string, index: number, count: number): Alignment {
  const place = index === 0 ? ' at the beginning' : index === count - 1 ? ' at the end' : '';
  // A path with an id matches a template with an id.
  const cost = parseUuid(segment) === undefined ? 1.05 : 2.4;
  return { cost, met: 0, differs: [`${quoteSegment(`/${segment}`)} is superfluous${place}`] };
}

/** A slip, or another form of the word, such as `submissions` for `submit`. */
export function isNear(given: string, own: string): boolean {
  if (formatSuggestion(given.slice(0, 60), [own]) !== '') return true;
  const [a, b] = [given.toLowerCase(), own.toLowerCase()];
  const common = countCommonStart([a, b]);
  const isPart = common === a.length && common * 2 >= b.length && /[a-z]/.test(b[common] ?? '');
  return common >= 4 && (isPart || common >= b.length - 1);
}

/** An id would make a new sentence of each. */
function quoteSegment(segment: string): string {
  const text = segment.replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/i, 'UUID');
  return toPlainLine(JSON.stringify(text.length <= 40 ? text : `${text.slice(0, 39)}…`));
}
