/** Explains why a mock cannot listen. */
import { UsageError } from '../../command-line/command.ts';
import type { MockOptions } from './options.ts';

/** A sentence for what the user can change; any other error as it is. */
export function explainListenError(
  error: unknown,
  { port, host }: Pick<MockOptions, 'port' | 'host'>,
): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return new UsageError(
      `Port ${port} is in use. Choose another one with --port N, or a free one with --port 0.`,
    );
  if (code === 'EACCES')
    return new UsageError(`You have no permission to use port ${port}. Choose one above 1023 with --port N.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new UsageError(`${host} is not an address of this machine. Leave out --host, or use 0.0.0.0.`);
  return error;
}
