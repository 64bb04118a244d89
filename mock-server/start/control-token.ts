/** Chooses the control token: the one of an environment variable, or a new one where the mock needs one. */
import { randomBytes } from 'node:crypto';

import { UsageError } from '../../command-line/command.ts';
import { isLoopbackListener } from '../access/hosts.ts';
import { findSecretMistake, findSecretWeakness, secretAdvice, secretRule } from '../access/secrets.ts';
import { mask } from '../journal/mask.ts';
import type { MockOptions } from './options.ts';

type Chosen = Pick<MockOptions, 'controlTokenEnv'>;

/**
 * The token that the user gave; undefined when there is none.
 * @throws UsageError, without the token, when it cannot be used
 */
export function readControlToken(
  { controlTokenEnv: name }: Chosen,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (name === undefined) return undefined;
  const token = Object.hasOwn(env, name) ? env[name] : undefined;
  const mistake = token === undefined ? 'is not set' : findSecretMistake(token);
  if (token !== undefined && mistake === undefined) return token;
  throw new UsageError(
    `--control-token-env names the environment variable ${name}, which ${mistake}. The control token must have ${secretRule}; "openssl rand -hex 24" prints one.`,
  );
}

/** A warning about a token that the user gave; it does not contain the token. */
export function findTokenWarning(
  { controlTokenEnv: name }: Chosen,
  token: string | undefined,
): string | undefined {
  const weakness = token === undefined ? undefined : findSecretWeakness(token);
  return weakness === undefined
    ? undefined
    : `The control token in the environment variable ${name} ${weakness}. ${secretAdvice}`;
}

/** @returns a new token where the control API is reachable from elsewhere; undefined where it needs none */
export function createControlToken({ host, teams }: { host: string; teams?: unknown }): string | undefined {
  const isNeeded = teams !== undefined || !isLoopbackListener(host);
  return isNeeded ? randomBytes(24).toString('base64url') : undefined;
}

type Print = (line: string) => void;
type Printers = { readonly [Name in 'log' | 'logRequest' | 'warn']?: Print };

/** The same printers, which keep the token out of all lines, even if a client sends it where it does not belong. */
export function hideToken(printers: Printers, token: string): Printers {
  const hide =
    (print: Print): Print =>
    (line) =>
      print(line.replaceAll(token, mask));
  const { log, logRequest, warn } = printers;
  return {
    ...(log === undefined ? {} : { log: hide(log) }),
    ...(logRequest === undefined ? {} : { logRequest: hide(logRequest) }),
    ...(warn === undefined ? {} : { warn: hide(warn) }),
  };
}
