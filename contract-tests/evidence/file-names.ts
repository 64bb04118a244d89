/** Redacts file names in Content-Disposition, since they may contain names of people. */

/** Words that only describe the kind of file. */
const ordinary =
  /^(result|results|enrichment|enriched|export|exported|job|file|data|download|report|contact|contacts|record|records|all|full|page|csv|json|xlsx?|zip|txt)$/i;

const id = /[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}/gi;

/**
 * Returns the same value with every file name hidden, unless it contains only ids, numbers and ordinary words.
 * @param hide returns the replacement of a name
 */
export function hideDisposition(value: string, hide: (text: string) => string): string {
  const [, kind = '', rest = ''] = /^\s*([\w-]*)\s*(?:;|$)(.*)$/s.exec(value) ?? [];
  if (!/^(attachment|inline|form-data)$/i.test(kind)) return hide(value);
  if (rest.trim() === '') return value;
  const shown = [...rest.matchAll(/\s*([\w-]+\*?)\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)\s*(?:;|$)/gs)].map(
    ([, name = '', text = '']) =>
      `${isParameter(name) ? name : hide(name)}=${hideFileName(text.trim(), hide)}`,
  );
  return `${kind}; ${shown.length === 0 ? hide(rest.trim()) : shown.join('; ')}`;
}

function isParameter(name: string): boolean {
  return /^(filename|name|size|creation-date|modification-date|read-date)\*?$/i.test(name);
}

function hideFileName(text: string, hide: (text: string) => string): string {
  const bare = text.replaceAll(/^"|"$/g, '').replace(/^[\w-]+'[\w-]*'/, '');
  if (isOrdinary(bare)) return text;
  const [, name = bare, ending = ''] = /^(.*?)(\.(?:csv|json|xlsx|zip|txt))?$/is.exec(bare) ?? [];
  const hidden = `${hide(name)}${ending}`;
  return text.startsWith('"') ? `"${hidden}"` : hidden;
}

function isOrdinary(name: string): boolean {
  const words = name.replaceAll(id, '').split(/[^\p{L}]+/u);
  return words.every((word) => word === '' || ordinary.test(word));
}
