/** Keeps people out of evidence: what may be somebody's is replaced by a name that stays the same all through a run. */
import { isMap } from '../../openapi/values.ts';
import { toMediaType, parseJson } from '../../openapi/conformance.ts';
import { maxDepth } from './bounds.ts';
import { type CsvLine, parseCsvLines, formatCsvLines } from './csv.ts';
import { getHeader, type Response } from './exchange.ts';
import { hideDisposition } from './file-names.ts';
import type { KnownWords } from './known-words.ts';
import { redacted } from '../../text/redactor.ts';
import { rewriteJson, collectTexts } from './rewrite-json.ts';

/**
 * An answer with nobody in it. Equal values stay equal, null stays null, a number stays a number. Of results only the
 * page itself is shown, of other answers what the document knows of them.
 */
export type Pseudonymizer = (response: Response, operationId: string) => Response;

/** The answers that are about people. */
const resultsId = 'getResults';

/** @param own values that are nobody's, since the suite made them up; they are shown as they are */
export function createPseudonymizer(known: KnownWords, own: ReadonlySet<string> = new Set()): Pseudonymizer {
  const numbers = new Map<string, number>();
  /** The names of fields as they were seen in JSON: by these the first line of a CSV is known. */
  const fields = new Set<string>();

  const assignNumber = (value: string): number => {
    const before = numbers.get(value) ?? numbers.size + 1;
    numbers.set(value, before);
    return before;
  };

  const hideText = (text: string, field = ''): string => {
    if (text === '' || own.has(text) || isWord(text, field)) return text;
    const number = assignNumber(text);
    // What clauses look for in any text is kept.
    const mark = [redacted, replacementCharacter]
      .map((one) => (text.includes(one) ? ` ${one}` : ''))
      .join('');
    if (numeric.test(text)) return text.includes('.') ? `${1000 + number}.5` : String(1000 + number);
    if (/@/.test(text)) return `email-${number}@redacted.example${mark}`;
    return `${/^[+\d][\d\s().+/-]{5,}$/.test(text) ? 'phone' : 'text'}-${number}${mark}`;
  };

  /** Also of one that is too large to be written without an exponent. */
  const hideNumber = (text: string): string => {
    const plain = String(Number(text));
    return numeric.test(plain) ? hideText(plain) : String(1000 + assignNumber(plain));
  };

  /** A field may be called as a person whose value stands beside it. */
  const hideKey = (name: string, values: ReadonlySet<string>): string => {
    if (!fieldName.test(name) || values.has(name.toLowerCase())) return hideText(name);
    fields.add(name);
    return name;
  };

  /** What is said of the page itself, its numbers and the id of the job, is not hidden. */
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

  /** What the document knows is shown, with `show`; all else is hidden. */
  const hideUnknown = (
    json: string,
    shown: ReadonlySet<string>,
    show: (text: string) => string,
    isShown: (text: string) => boolean = () => false,
  ): string => {
    const values = collectTexts(json);
    return rewriteJson(json, {
      name: (name, isOpen) => (isOpen && shown.has(name) ? [name, true] : [hideKey(name, values), false]),
      text: (text, field, isOpen) => {
        if (isOpen) return show(text);
        return isShown(text) ? text : hideText(text, field);
      },
      number: (text, _, isOpen) => (isOpen ? text : hideNumber(text)),
    });
  };

  const hideLine = ({ cells, end }: CsvLine, names: readonly string[]): CsvLine => ({
    cells: cells.map((cell, index) => ({ ...cell, text: hideText(cell.text, names[index]) })),
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

  /** Addresses and numbers in a running text. */
  const hideInText = (text: string): string => text.replaceAll(addressOrNumber, (found) => hideText(found));

  /** In a running text also each word that begins as a name does, and is in no text of the document. */
  const hideNames = (text: string): string =>
    hideInText(text).replaceAll(likeName, (word) =>
      known.words.has(word.toLowerCase()) ? word : hideText(word),
    );

  /** A sentence in which every word is one of the document's. */
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
    if (isAboutResults && toMediaType(getHeader(response, 'content-type')) === 'text/csv')
      return hideCsv(body);
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

/** What the framework says of an operation when it is asked by OPTIONS. */
function isMetadata(value: unknown): boolean {
  return (
    isMap(value) && Array.isArray(value['renders']) && Object.keys(value).every((key) => metadata.has(key))
  );
}

const metadata: ReadonlySet<string> = new Set(['name', 'description', 'renders', 'parses', 'actions']);

/** What a byte becomes that is no part of a character. */
const replacementCharacter = '\ufffd';

/** What stands in the place of results that cannot be read. */
const unreadable = 'Results that are neither JSON nor CSV';

/** Deeper values are not looked at, and nobody needs them. */
const tooDeep = 'values nested too deeply to be inspected';

const numeric = /^-?\d+(\.\d+)?$/;
/** A name that the document does not have is shown only when it is written as programs write names. */
const fieldName = /^(?=.{1,41}$)[a-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$/;
/** What stands before it keeps the search from beginning at every letter of a long word. */
const addressOrNumber =
  /(?<![^\s"'<>=:;,@()])[^\s"'<>=:;,@()]+@[^\s"'<>;,@()]+\.[a-z]{2,}|\+\d[\d\s().-]{6,}\d/gi;
/** But for the name of a model, which the framework tells. */
const likeName = /(?<![\p{L}\p{N}_-])\p{Lu}\p{Ll}{2,}(?![\p{L}\p{N}_]| matches the given query)/gu;

/** Words of a vocabulary, such as `matched`, tell nothing of a person. */
function isWord(text: string, field: string): boolean {
  return /_(status|source)$/.test(field) && /^[a-z]+([_-][a-z]+){0,3}$/.test(text);
}

function isOfPage(value: unknown): boolean {
  return typeof value === 'string'
    ? /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value)
    : typeof value === 'number';
}
