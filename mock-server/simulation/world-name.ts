/** What a world may be called. */

const worldName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** The name of a world that a token may carry, for messages. */
export const worldNameRule =
  'a letter or digit, then at most 63 letters, digits, dots, dashes or underscores';

export function isWorldName(name: string): boolean {
  return worldName.test(name);
}
