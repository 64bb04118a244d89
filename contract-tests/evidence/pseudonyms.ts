/** Keeps people out of evidence: each value of a result is replaced by a name that stays the same all through a run. */
import { mediaTypeOf, parseJson } from '../../openapi/conformance.ts';
import { type CsvLine, csvLinesOf, csvTextOf } from './csv.ts';
import { headerOf, type Response } from './exchange.ts';
import { redacted } from './redactor.ts';

/** An answer about results, with nobody in it. Equal values stay equal, null stays null, a number stays a number. */
export type Pseudonyms = (response: Response) => Response;

/** @param own values that are nobody's, since the suite made them up; they are shown as they are */
export function newPseudonyms(own: ReadonlySet<string> = new Set()): Pseudonyms {
  const numbers = new Map<string, number>();
  /** The names of fields as they were seen in JSON: by these the first line of a CSV is known. */
  const fields = new Set<string>();

  const numberOf = (value: string): number => {
    const known = numbers.get(value) ?? numbers.size + 1;
    numbers.set(value, known);
    return known;
  };

  const hideText = (text: string, field = ''): string => {
    if (text === '' || own.has(text) || isWord(text, field)) return text;
    const number = numberOf(text);
    const mark = text.includes(redacted) ? ` ${redacted}` : '';
    if (numeric.test(text)) return text.includes('.') ? `${1000 + number}.5` : String(1000 + number);
    if (/@/.test(text)) return `email-${number}@redacted.example${mark}`;
    return `${/^[+\d][\d\s().+/-]{5,}$/.test(text) ? 'phone' : 'text'}-${number}${mark}`;
  };

  const hide = (value: unknown, field = ''): unknown => {
    if (typeof value === 'string') return hideText(value, field);
    if (typeof value === 'number') return Number(hideText(String(value)));
    if (Array.isArray(value)) return value.map((one) => hide(one));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => {
        const isName = fieldName.test(name);
        if (isName) fields.add(name);
        return [isName ? name : hideText(name), hide(inner, name)];
      }),
    );
  };

  const hideLine = ({ cells, end }: CsvLine, names: readonly string[]): CsvLine => ({
    cells: cells.map((cell, index) => ({ ...cell, text: hideText(cell.text, names[index]) })),
    end,
  });

  const hideCsv = (text: string): string => {
    const [first, ...others] = csvLinesOf(text);
    if (first === undefined) return text;
    const names = first.cells.map((cell) => cell.text.replace(/^\ufeff/, ''));
    const isHead = names.some((name) => fields.has(name)) && names.every((name) => fieldName.test(name));
    const head = isHead ? first : hideLine(first, []);
    return csvTextOf([head, ...others.map((line) => hideLine(line, isHead ? names : []))]);
  };

  const hideBody = (body: string, mediaType: string, status: number): string => {
    if (status !== 200) return hideInText(body, hideText);
    if (mediaType === 'text/csv') return hideCsv(body);
    const json = parseJson(body);
    if (json !== undefined) return JSON.stringify(hidePage(json.value, hide));
    return body === '' ? '' : `${unreadable} (${body.length} characters)`;
  };

  return (response) => ({
    ...response,
    headers: response.headers.map(([name, value]) => [name, hideInText(value, hideText)]),
    body: hideBody(response.body, mediaTypeOf(headerOf(response, 'content-type')), response.status),
  });
}

/** What stands in the place of results that cannot be read. */
const unreadable = 'Results that are neither JSON nor CSV';

const numeric = /^-?\d+(\.\d+)?$/;
const fieldName = /^[A-Za-z][A-Za-z0-9_ -]{0,40}$/;

/** Words of a vocabulary, such as `matched`, tell nothing of a person. */
function isWord(text: string, field: string): boolean {
  return /_(status|source)$/.test(field) && /^[a-z]+([_-][a-z]+){0,3}$/.test(text);
}

/** What is told of the page itself, its numbers and the id of the job, is not hidden. */
function hidePage(value: unknown, hide: (value: unknown, field?: string) => unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return hide(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, isOfPage(inner) ? inner : hide(inner, name)]),
  );
}

function isOfPage(value: unknown): boolean {
  return typeof value === 'string'
    ? /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value)
    : typeof value === 'number';
}

/** Addresses and numbers in a running text, such as an error. */
function hideInText(text: string, hideText: (text: string) => string): string {
  // What stands before it keeps the search from beginning at every letter of a long word.
  return text.replaceAll(
    /(?<![^\s"'<>=:;,@()])[^\s"'<>=:;,@()]+@[^\s"'<>;,@()]+\.[a-z]{2,}|\+\d[\d\s().-]{6,}\d/gi,
    (found) => hideText(found),
  );
}
