/** The options of TLS, from the files that the URL names. */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { createSecureContext, type ConnectionOptions } from 'node:tls';

import { UsageError } from '../../../command-line/command.ts';
import type { RedisAddress } from './redis-url.ts';

/** @throws UsageError if a file cannot be used */
export function readTlsOptions({ hosts: [first], isCluster, files }: RedisAddress): ConnectionOptions {
  const contents = Object.fromEntries(
    Object.entries(files).map(([name, path]) => [name, readFile(name, String(path))]),
  );
  try {
    createSecureContext(contents);
  } catch (error) {
    throw new UsageError(
      `The files of --store (${Object.values(files).join(', ')}) cannot be used: ${getCode(error)}. Each must be a PEM file, and the key that of the certificate.`,
    );
  }
  // Providers that serve many from one address look at the name.
  const hasName = !isCluster && first !== undefined && isIP(first.host) === 0;
  return { ...contents, ...(hasName ? { servername: first.host } : {}) };
}

function readFile(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`The file "${path}" (?${name}= of --store) cannot be read: ${getCode(error)}.`);
  }
}

const getCode = (error: unknown): string =>
  String(typeof error === 'object' && error !== null && 'code' in error ? error.code : error);
