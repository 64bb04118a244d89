/** A limit of real time for work that may never end. */

/** @returns a promise that is rejected when the time is over, and a function that ends the waiting */
export function createLimit(milliseconds: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`it did not end within ${milliseconds / 1000} seconds.`)),
      milliseconds,
    );
  });
  over.catch(() => undefined);
  return { over, clear: () => clearTimeout(timer) };
}
