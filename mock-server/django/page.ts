/** Splits a list into pages, like the framework's page-number pagination. */
import type { WireData } from '../../openapi/document.ts';
import { parseInteger } from './python.ts';

type Parameters = readonly (readonly [name: string, value: string])[];

/** Of a page, in items. */
export interface Sizes {
  readonly defaultSize: number;
  readonly max: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly count: number;
  readonly pages: number;
  readonly number: number;
  readonly next: string | null;
  readonly previous: string | null;
}

/** A list of which a page can be read without the rest. */
export interface Pageable<Item> {
  readonly count: number;
  /** @param from counted from 0 @param to exclusive */
  readonly list: (from: number, to: number) => readonly Item[];
}

/**
 * The page that the query requests.
 * @param url of the list, without its query; the base of the links to other pages
 * @param wire how the framework version handles a blank page
 * @returns undefined if the page does not exist
 */
export function paginate<Item>(
  { count, list }: Pageable<Item>,
  parameters: Parameters,
  url: string,
  sizes: Sizes,
  wire: WireData,
): Page<Item> | undefined {
  const query = new Map(parameters);
  const size = getPageSize(query.get('page_size'), sizes);
  const pages = Math.max(1, Math.ceil(count / size));
  const sent = query.get('page') ?? '1';
  const asked = sent === '' && wire['blank-page'] ? '1' : sent;
  const number = asked === 'last' ? pages : parseWholeNumber(asked);
  if (number === undefined || number < 1 || number > pages) return undefined;
  const toPageLink = (page: number) => formatLink(url, parameters, page);
  return {
    items: list((number - 1) * size, number * size),
    count,
    pages,
    number,
    next: number < pages ? toPageLink(number + 1) : null,
    previous: number > 1 ? toPageLink(number - 1) : null,
  };
}

function getPageSize(asked: string | undefined, { defaultSize, max }: Sizes): number {
  const size = asked === undefined ? undefined : parseWholeNumber(asked);
  return size === undefined || size < 1 ? defaultSize : Math.min(size, max);
}

function parseWholeNumber(text: string): number | undefined {
  const value = parseInteger(text);
  return value === undefined ? undefined : Number(value);
}

/**
 * The first page has no page parameter in its link; the names come out sorted, with all their values (Python's `urlencode`).
 */
function formatLink(url: string, parameters: Parameters, page: number): string {
  const others = parameters.filter(([name]) => name !== 'page');
  const all = page > 1 ? [...others, ['page', String(page)] as const] : others;
  const text = all
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map((pair) => pair.map(quotePlus).join('='))
    .join('&');
  return text === '' ? url : `${url}?${text}`;
}

function quotePlus(text: string): string {
  const escaped = encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return escaped.replaceAll('%20', '+');
}
