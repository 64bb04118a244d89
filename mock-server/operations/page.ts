/** Cuts a list into pages as the framework's page-number pagination does. */

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly count: number;
  readonly pages: number;
  readonly number: number;
  readonly next: string | null;
  readonly previous: string | null;
}

/**
 * The page that the query asks for.
 * @param url of the list, without its query; the links to other pages are made from it
 * @returns undefined when there is no such page
 */
export function pageOf<Item>(
  all: readonly Item[],
  query: ReadonlyMap<string, string>,
  url: string,
  sizes: { readonly usual: number; readonly most: number },
): Page<Item> | undefined {
  const size = sizeOf(query.get('page_size'), sizes);
  const pages = Math.max(1, Math.ceil(all.length / size));
  const asked = query.get('page') || '1';
  const number = asked === 'last' ? pages : wholeNumber(asked);
  if (number === undefined || number < 1 || number > pages) return undefined;
  const link = (page: number) => linkTo(url, query, page);
  return {
    items: all.slice((number - 1) * size, number * size),
    count: all.length,
    pages,
    number,
    next: number < pages ? link(number + 1) : null,
    previous: number > 1 ? link(number - 1) : null,
  };
}

function sizeOf(asked: string | undefined, { usual, most }: { usual: number; most: number }): number {
  const size = asked === undefined ? undefined : wholeNumber(asked);
  return size === undefined || size < 1 ? usual : Math.min(size, most);
}

function wholeNumber(text: string): number | undefined {
  return /^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : undefined;
}

// The first page has no page parameter in its link; the parameters come out sorted.
function linkTo(url: string, query: ReadonlyMap<string, string>, page: number): string {
  const parameters = new URLSearchParams([...query].filter(([name]) => name !== 'page'));
  if (page > 1) parameters.set('page', String(page));
  parameters.sort();
  const text = parameters.toString();
  return text === '' ? url : `${url}?${text}`;
}
