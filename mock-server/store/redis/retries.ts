/** Repeats what a lost connection interrupted. */
import { RedisLostError } from './connection.ts';

/** A connection that is cut this often during one step counts as down. */
const maxTries = 5;

/**
 * Only what is safe to repeat.
 * @param onSent called when the commands may have been run although there was no reply
 */
export async function retryWhenLost<Result>(
  run: () => Promise<Result>,
  onSent: () => void = () => undefined,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof RedisLostError)) throw error;
      if (error.isSent) onSent();
      // A connection waits for itself before it refuses to send.
      if (!error.isSent || tries === maxTries) throw error;
    }
  }
}
