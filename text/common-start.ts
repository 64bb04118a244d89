/** The common beginning of several texts or lists. */

/** How many of the first letters or items are the same in all of them. */
export function countCommonStart([first, ...others]: readonly (string | readonly unknown[])[]): number {
  if (first === undefined) return 0;
  let count = 0;
  while (count < first.length && others.every((other) => other[count] === first[count])) count += 1;
  return count;
}
