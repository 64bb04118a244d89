/** Keeps people out of the evidence: replaces possible personal data by pseudonyms that stay the same throughout a run. */
import { isMap } from '../../openapi/values.ts';
import { toMediaType, parseJson } from '../../openapi/conformance.ts';
import { maxDepth } from './bounds.ts';
import { type CsvLine, parseCsvLines, formatCsvLines } from './csv.ts';
import { getHeader, type Response } from './exchange.ts';
import { hideDisposition } from './file-names.ts';
import type { KnownWords } from './known-words.ts';
import { redacted } from '../../text/redactor.ts';
import { secretMark } from './server-secrets.ts';
import { rewriteJson, collectTexts } from './rewrite-json.ts';

/**
 * Returns a response without personal data. Equal values stay equal, null stays null, a number stays a number. In results only
 * the page itself stays visible, in other responses everything that the document describes.
 */
export type Pseudonymizer = (response: Response, operationId: string) => Response;

/** The operations whose responses are about people. */
const resultsId = 'getResults';

/** @param own values that the suite made up itself; they stay visible */
export function createPseudonymizer(known: KnownWords, own: ReadonlySet<string> = new Set()): Pseudonymizer {
  const numbers = new Map<string, number>();
  /** The field names seen in JSON; they identify the header row of a CSV file. */
  const fields = new Set<string>();

  const assignNumber = (value: string): number => {
    const before = numbers.get(value) ?? numbers.size + 1;
    numbers.set(value, before);
    return before;
  };

  const hideText = (text: string, field = ''): string => {
    if (text === '' || own.has(text) || isWord(text, field)) return text;
    const number = assignNumber(text);
    // Patterns that clauses search for in any text stay visible.
    const mark = [redacted, secretMark, replacementCharacter]
      .map((one) => (text.includes(one) ? ` ${one}` : ''))
      .join('');
    if (numeric.test(text)) return text.includes('.') ? `${1000 + number}.5` : String(1000 + number);
    if (/@/.test(text)) return `email-${number}@redacted.example${mark}`;
    return `${/^[+\d][\d\s().+/-]{5,}$/.test(text) ? 'phone' : 'text'}-${number}${mark}`;
  };

  /** Also of a number that needs an exponent. */
  const hideNumber = (text: string): string => {
    const plain = String(Number(text));
    return numeric.test(plain) ? hideText(plain) : String(1000 + assignNumber(plain));
  };

  /** A field may be named after a person whose value is beside it. */
  const hideKey = (name: string, values: ReadonlySet<string>): string => {
    if (!fieldName.test(name) || values.has(name.toLowerCase())) return hideText(name);
    fields.add(name);
    return name;
  };

  /** The fields of the page itself, its numbers and the job id stay visible. */
  const hidePage = (value: unknown, ofPage: ReadonlySet<string>, values: ReadonlySet<string>): unknown => {
    const hide = (one: unknown, field = '', depth = 0): unknown => {
      if (typeof one === 'string') return hideText(one, field);
      if (typeof one === 'number') return Number(hideNumber(String(one)));
      if (typeof one !== 'object' || one === null) return one;
      if (depth > maxDepth) return tooDeep;
      if (Array.isArray(one)) return one.map((inner) => hide(inner, '', depth + 1));
      return Object.fromEntries(
        Object.entries(one).map(([name, inner]) => [hideKey(name, values), hide(inner, name, depth + 1)]),
      );
    };
    if (!isMap(value)) return hide(value);
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) =>
        ofPage.has(name) && isOfPage(inner) ? [name, inner] : [hideKey(name, values), hide(inner, name)],
      ),
    );
  };

  /** Shows documented values with `show`, and hides all others. */
  const hideUnknown = (
    json: string,
    shown: ReadonlySet<string>,
    show: (text: string) => string,
    isShown: (text: string) => boolean = () => false,
  ): string => {
    const values = collectTexts(json);
    return rewriteJson(json, {
      name: (name, isOpen) =>
        isOpen && (shown.has(name) || name === aroundLinks) ? [name, true] : [hideKey(name, values), false],
      text: (text, field, isOpen) => {
        if (isOpen) return show(text);
        return isShown(text) ? text : hideText(text, field);
      },
      number: (text, _, isOpen) => (isOpen ? text : hideNumber(text)),
    });
  };

  const hideLine = ({ cells, end }: CsvLine, names: readonly string[]): CsvLine => ({
    cells: cells.map((cell, index) => ({
      ...cell,
      // An open quote stays visible.
      text: `${!cell.quoted && /^"[^"]*$/.test(cell.text) ? '"' : ''}${hideText(cell.text, names[index])}`,
    })),
    end,
  });

  const hideCsv = (text: string): string => {
    const [first, ...others] = parseCsvLines(text);
    if (first === undefined) return text;
    const names = first.cells.map((cell) => cell.text.replace(/^\ufeff/, ''));
    const isHead =
      names.some((name) => fields.has(name)) &&
      names.every((name) => fields.has(name) || fieldName.test(name));
    const head = isHead ? first : hideLine(first, []);
    return formatCsvLines([head, ...others.map((line) => hideLine(line, isHead ? names : []))]);
  };

  /** Addresses and numbers in running text. */
  const hideInText = (text: string): string => text.replaceAll(addressOrNumber, (found) => hideText(found));

  /** In running text also each capitalized word that is in no text of the document. */
  const hideNames = (text: string): string =>
    hideInText(text).replaceAll(likeName, (word) =>
      known.words.has(word.toLowerCase()) ? word : hideText(word),
    );

  /** A sentence that consists of words of the document. */
  const isOrdinary = (text: string): boolean =>
    !/[\d@]/.test(text) &&
    text.split(/[^\p{L}]+/u).every((word) => word === '' || known.words.has(word.toLowerCase()));

  const hideError = ({ body, status }: Response, operationId: string): string => {
    const json = parseJson(body);
    const isAboutJob = operationId === resultsId || status === 404;
    if (json === undefined) return isAboutJob ? hideNames(body) : hideInText(body);
    return hideUnknown(body, known.getFields(operationId), hideNames, isOrdinary);
  };

  const hideBody = (response: Response, operationId: string): string => {
    const { body, status } = response;
    if (body === '') return '';
    if (status >= 300) return hideError(response, operationId);
    const isAboutResults = operationId === resultsId;
    // A server may answer any request with the file of somebody's results.
    if (toMediaType(getHeader(response, 'content-type')) === 'text/csv') return hideCsv(body);
    const json = parseJson(body);
    if (isMetadata(json?.value)) return body;
    const fieldsKnown = known.getFields(operationId);
    if (isAboutResults)
      return json === undefined
        ? `${unreadable} (${body.length} characters)`
        : JSON.stringify(hidePage(json.value, fieldsKnown, collectTexts(body)));
    return json === undefined ? hideInText(body) : hideUnknown(body, fieldsKnown, hideInText);
  };

  return (response, operationId) => ({
    ...response,
    headers: response.headers.map(([name, value]) => [
      name,
      name.toLowerCase() === 'content-disposition' ? hideDisposition(value, hideText) : hideInText(value),
    ]),
    body: hideBody(response, operationId),
  });
}

/** The framework's description of an operation in a response to OPTIONS. */
function isMetadata(value: unknown): boolean {
  return (
    isMap(value) && Array.isArray(value['renders']) && Object.keys(value).every((key) => metadata.has(key))
  );
}

/** The object that contains the links of a page in some envelopes. */
const aroundLinks = 'links';

const metadata: ReadonlySet<string> = new Set(['name', 'description', 'renders', 'parses', 'actions']);

/** The replacement of a byte that is not part of a character. */
const replacementCharacter = '\ufffd';

/** The replacement of unreadable results. */
const unreadable = 'Results that are neither JSON nor CSV';

/** Deeper values are not walked, since no document needs them. */
const tooDeep = 'values nested too deeply to be inspected';

const numeric = /^-?\d+(\.\d+)?$/;
/** An undocumented name stays visible only if it is written like an identifier. */
const fieldName = /^(?=.{1,41}$)[a-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$/;
/** The lookbehind keeps the search from starting at every letter of a long word. */
const addressOrNumber =
  /(?<![^\s"'<>=:;,@()])[^\s"'<>=:;,@()]+@[^\s"'<>;,@()]+\.[a-z]{2,}|\+\d[\d\s().-]{6,}\d/gi;
/** Except for the name of a model, which the framework sends. */
const likeName = /(?<![\p{L}\p{N}_-])\p{Lu}\p{Ll}{2,}(?![\p{L}\p{N}_]| matches the given query)/gu;

/** Words of a vocabulary, such as `matched`, describe no person; neither does a boolean in a CSV file. */
function isWord(text: string, field: string): boolean {
  if (/^(true|false)$/i.test(text)) return true;
  return /_(status|source)$/.test(field) && /^[a-z]+([_-][a-z]+){0,3}$/.test(text);
}

function isOfPage(value: unknown): boolean {
  return typeof value === 'string'
    ? /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value)
    : typeof value === 'number';
}
