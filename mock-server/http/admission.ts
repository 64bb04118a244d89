/** Admits requests to the control API: takes from a request what the decision needs, and slows down wrong tokens. */
import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

import type { Instant } from '../../time/time.ts';
import { createAttempts } from '../access/attempts.ts';
import type { Caller } from '../control/caller.ts';
import type { Credentials, Guard } from '../access/guard.ts';
import { type ControlOutcome, refuse } from '../control/outcome.ts';
import { showHealth } from '../control/remedy.ts';

/** Who may use the control API. */
export interface ControlAccess {
  readonly guard: Guard;
  /** The wall clock. */
  readonly now: () => Instant;
}

/** A client that has sent many wrong tokens waits so long for the next answer. */
const lateMs = 1000;

const forwardedHttps = /^\s*https\s*(?:,|$)/i;

export function toCredentials(request: IncomingMessage): Credentials {
  const { headers, headersDistinct, socket } = request;
  return {
    host: headers.host,
    origin: headers.origin,
    site: toText(headers['sec-fetch-site']),
    authorization: headersDistinct['authorization'] ?? [],
    cookie: headers.cookie,
    remote: socket.remoteAddress ?? '',
    local: socket.localAddress,
  };
}

/** Whether the browser's connection is encrypted, as far as a proxy says so: only for the attribute of a cookie. */
export const isHttps = ({ headers }: IncomingMessage): boolean =>
  forwardedHttps.test(toText(headers['x-forwarded-proto']) ?? '');

const toText = (header: string | readonly string[] | undefined): string | undefined =>
  typeof header === 'string' ? header : header?.[0];

export type Admitted =
  | { readonly caller: Caller }
  /** The response, once it may be sent. */
  | { readonly refused: ControlOutcome };

export function createAdmission({ guard, now }: ControlAccess, stopping?: AbortSignal) {
  const attempts = createAttempts();

  /** Resolves when the answer to a wrong token may be sent. @returns false if it is not even looked at any more */
  const slowDown = async (request: IncomingMessage): Promise<boolean> => {
    const pace = attempts.fail(request.socket.remoteAddress ?? '', now());
    if (pace === 'late') {
      const signal = stopping === undefined ? {} : { signal: stopping };
      await wait(lateMs, undefined, { ref: false, ...signal }).catch(() => undefined);
      attempts.finish();
    }
    return pace !== 'refuse';
  };

  return {
    slowDown,
    admit: async (request: IncomingMessage): Promise<Admitted> => {
      const admission = guard.admit(toCredentials(request), now());
      if (admission.kind === 'admitted') return { caller: admission.caller };
      if (admission.kind === 'foreign') return { refused: refuse(403, admission.reason, showHealth) };
      if (admission.isAttempt && !(await slowDown(request))) return { refused: tooManyAttempts };
      return {
        refused: refuse(401, admission.reason, showHealth, {
          'WWW-Authenticate': 'Bearer realm="control API"',
        }),
      };
    },
  };
}

export const attemptsReason = 'Too many wrong tokens. Wait a second, then try again.';

const tooManyAttempts = refuse(429, attemptsReason, showHealth, { 'Retry-After': '1' });
