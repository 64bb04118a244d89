/** Workers cannot go on; the message is for the user. */
export class WorkersError extends Error {
  override readonly name = 'WorkersError';
}
