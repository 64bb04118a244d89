/** Names what may be dangerous about an id, so that a breach tells which part of it a server cannot process. Pure. */

const hazards: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['a NUL character', /\0/],
  ['a line break', /[\n\r]/],
  ['another control character', /(?![\0\n\r])\p{Cc}/u],
  ['an emoji', /\p{Extended_Pictographic}/u],
  ['a mark that reverses the direction', /[\u202a-\u202e]/],
  ['digits of another script', /(?![0-9])\p{Nd}/u],
  ['letters outside ASCII', /(?![A-Za-z])\p{L}/u],
  ['quotes, as in SQL', /['"]/],
  ['a percent sign', /%/],
  ['a template', /[{}$]/],
  ['markup', /[<>]/],
  ['a wildcard', /[*?[\]]/],
  ['a semicolon or a comma', /[;,]/],
  ['a space', / /],
];

const maxUsualLength = 100;

/** @returns such as `a NUL character and an emoji`; undefined for an id that consists of ordinary characters */
export function describeHazards(id: string): string | undefined {
  const names = hazards.filter(([, pattern]) => pattern.test(id)).map(([name]) => name);
  if (id.length > maxUsualLength) names.push(`${id.length} characters`);
  const last = names.pop();
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}
