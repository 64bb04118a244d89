/** A clock that nobody can set, and that all processes of a machine share. */

/** Milliseconds since a moment that is the same for all of them. */
export function readMonotonicClock(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1_000_000;
}
