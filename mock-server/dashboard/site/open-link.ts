/** Opens a link to a world. A link is foreign: it makes a new world, and never changes one that is there. */
import { LinkError, refuseLong } from '../../fixtures/link-error.ts';
import type { Fetch } from './fetch.ts';
import { findRoot } from './paths.ts';

export type Opened =
  | { readonly kind: 'opened'; readonly world: string }
  /** A sentence. */
  | { readonly kind: 'refused'; readonly reason: string };

const form = /^#?(world\d+\.(.*))$/s;

/** The link in the fragment of a URL; undefined if there is none. */
export function findLink(fragment: string): string | undefined {
  return form.exec(fragment)?.[1];
}

/** Foreign links must not fill the browser's space, so that no world of the user has to go. */
const maxWorlds = 200;

/**
 * Makes a new world from the fragment of a URL, which must contain a link.
 * @param fetch of the mock behind the page
 * @returns the name of the world, which begins with a part of the link
 */
export async function openLink(fragment: string, fetch: Fetch): Promise<Opened> {
  const [, link, content = ''] = form.exec(fragment) ?? [];
  if (link === undefined) return { kind: 'refused', reason: 'This address has no link to a world.' };
  try {
    refuseLong(link);
  } catch (error) {
    if (error instanceof LinkError) return { kind: 'refused', reason: error.message };
    throw error;
  }
  const api = `${findRoot(location.pathname)}/__mock__/api`;
  const listed = await fetch(`${api}/worlds`, {});
  const names = (await listed.json()) as readonly string[];
  if (names.length >= maxWorlds)
    return {
      kind: 'refused',
      reason: `There are ${names.length} worlds already. Delete some before you open a link.`,
    };
  const name = findFreeName(`link-${content.replace(/[^A-Za-z0-9]/g, '').slice(0, 6) || 'x'}`, names);
  const response = await fetch(`${api}/worlds/${name}/restore`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ link }),
  });
  if (response.ok) return { kind: 'opened', world: name };
  const { detail } = (await response.json()) as { readonly detail: string };
  return { kind: 'refused', reason: detail };
}

function findFreeName(base: string, taken: readonly string[]): string {
  let name = base;
  for (let number = 2; taken.includes(name); number += 1) name = `${base}-${number}`;
  return name;
}
