/** Decides who may use the control API: by Host, Origin, token or cookie. */
import type { Instant } from '../../time/time.ts';
import { parseBearerToken } from '../django/bearer.ts';
import { type Caller, operator } from '../control/caller.ts';
import { isAllowedHost, isLoopbackAddress, isLoopbackName, parseHost, toHostName } from './hosts.ts';
import { type Hashing, isSameDigest } from './secrets.ts';
import { findCookies, createSession, readSession, sessionCookie } from './session.ts';

/** The keys of the teams, by their digests. */
export interface TeamKeys {
  readonly findTeam: (digest: string) => string | undefined;
  /** The digest of the key of a team. */
  readonly findDigest: (team: string) => string | undefined;
}

export interface GuardOptions {
  readonly hashing: Hashing;
  /** The operator's; without it, everyone on this machine is the operator. */
  readonly token?: string | undefined;
  /** Names and endings of `--allow-host`. */
  readonly allowedHosts?: readonly string[];
  /** Of `--allow-origin`. */
  readonly allowedOrigins?: readonly string[];
  readonly teams?: TeamKeys | undefined;
}

/** What a decision needs to know of a request. */
export interface Credentials {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** The header Sec-Fetch-Site, which only browsers send. */
  readonly site: string | undefined;
  /** Every Authorization header. */
  readonly authorization: readonly string[];
  readonly cookie: string | undefined;
  readonly remote: string;
  /** The address of the mock to which it was sent. */
  readonly local: string | undefined;
}

export type Admission =
  | { readonly kind: 'admitted'; readonly caller: Caller }
  | { readonly kind: 'foreign'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string; readonly isAttempt: boolean };

export interface Guard {
  /** Whether a token is necessary, so that there is a login. */
  readonly isLocked: boolean;
  readonly admit: (request: Credentials, now: Instant) => Admission;
  /** The cookie for a token or key; undefined when it is wrong. */
  readonly logIn: (secret: string, now: Instant) => string | undefined;
  /** Whose browser sent it, from a page of the mock; its token does not matter. */
  readonly findBrowser: (request: Credentials, now: Instant) => Caller | undefined;
  /** The origin of a page of another server that `--allow-origin` lets in; its browser's login does not count. */
  readonly findAllowedOrigin: (request: Credentials) => string | undefined;
  /** Why the request comes from elsewhere, whatever its token; undefined when it does not. */
  readonly findForeignReason: (request: Credentials) => string | undefined;
}

/** No header has a longer one. */
const maxTokenLength = 1000;

export function createGuard(options: GuardOptions): Guard {
  const { hashing, token, allowedHosts = [], allowedOrigins = [], teams } = options;
  const { digest: digestSecret, sign } = hashing;
  const own = token === undefined ? undefined : digestSecret(token);
  const rules = { isLocked: own !== undefined, allowedHosts, allowedOrigins };

  const findCaller = (secret: string): Caller | undefined => {
    if (secret.length > maxTokenLength) return undefined;
    const digest = digestSecret(secret);
    if (own !== undefined && isSameDigest(digest, own)) return operator;
    const name = teams?.findTeam(digest);
    return name === undefined ? undefined : { kind: 'team', name, key: secret };
  };
  /** Who has the digest of a team's key, but not the control token, can sign no session. */
  const getSessionKey = (who: string): string | undefined => {
    if (token === undefined) return undefined;
    if (who === '') return sign(token, 'session');
    const digest = teams?.findDigest(who);
    return digest === undefined ? undefined : sign(token, `session ${digest}`);
  };
  const findLoggedIn = (cookie: string | undefined, now: Instant): Caller | undefined => {
    for (const value of findCookies(cookie, sessionCookie)) {
      const who = readSession(value, getSessionKey, now, sign);
      if (who !== undefined) return who === '' ? operator : { kind: 'team', name: who };
    }
    return undefined;
  };
  const isTeams = teams !== undefined;

  return {
    isLocked: rules.isLocked,
    findForeignReason: (request) => findForeignReason(request, rules),
    findAllowedOrigin: (request) =>
      isFromAllowedOrigin(request, rules) && findForeignReason(request, rules) === undefined
        ? request.origin
        : undefined,
    findBrowser: (request, now) =>
      request.cookie === undefined ||
      isFromAllowedOrigin(request, rules) ||
      findForeignReason(request, rules) !== undefined
        ? undefined
        : findLoggedIn(request.cookie, now),
    admit: (request, now) => {
      const reason = findForeignReason(request, rules);
      if (reason !== undefined) return { kind: 'foreign', reason };
      if (own === undefined) return { kind: 'admitted', caller: operator };
      const [header, ...more] = request.authorization;
      if (header === undefined) {
        const caller = isFromAllowedOrigin(request, rules) ? undefined : findLoggedIn(request.cookie, now);
        if (caller !== undefined) return { kind: 'admitted', caller };
        return { kind: 'unknown', reason: describeMissing(isTeams), isAttempt: false };
      }
      const secret = more.length > 0 ? undefined : parseBearerToken(header);
      if (secret === undefined)
        return { kind: 'unknown', reason: describeMalformed(more.length > 0), isAttempt: false };
      const caller = findCaller(secret);
      if (caller !== undefined) return { kind: 'admitted', caller };
      return { kind: 'unknown', reason: describeWrong(isTeams), isAttempt: true };
    },
    logIn: (secret, now) => {
      const caller = own === undefined ? undefined : findCaller(secret);
      const who = caller?.kind === 'team' ? caller.name : '';
      const key = caller === undefined ? undefined : getSessionKey(who);
      return key === undefined ? undefined : createSession(who, key, now, sign);
    },
  };
}

interface Rules {
  readonly isLocked: boolean;
  readonly allowedHosts: readonly string[];
  readonly allowedOrigins: readonly string[];
}

const isFromAllowedOrigin = ({ origin }: Credentials, { allowedOrigins }: Rules): boolean =>
  origin !== undefined && allowedOrigins.includes(origin);

function findForeignReason(request: Credentials, rules: Rules): string | undefined {
  const { isLocked, allowedHosts } = rules;
  const { host, origin, site, remote, local } = request;
  // A client with the address that the mock listens on is also on this machine.
  const isOwn = remote !== '' && remote === local;
  if (!isLocked && !isOwn && !isLoopbackAddress(remote))
    return 'The control API is only reachable from the machine on which the mock runs.';
  const parsed = parseHost(host);
  const isAllowed = parsed !== undefined && isAllowedHost(parsed.name, allowedHosts);
  // A foreign DNS name can point to this machine, but it is not one of its names; an address cannot be pointed elsewhere.
  const isKnown =
    parsed !== undefined &&
    (isLoopbackName(parsed.name) ||
      isAllowed ||
      (isLocked && parsed.isAddress) ||
      (isOwn && parsed.name === toHostName(remote)));
  if (!isKnown) return describeHost(host, isLocked);
  if (isFromAllowedOrigin(request, rules)) return undefined;
  if (origin !== undefined && !isOwnOrigin(origin, host ?? '', { ...rules, isAllowed, site }))
    return `The control API rejects requests from pages of another origin; this one comes from ${JSON.stringify(origin)}. Start the mock with --allow-origin to allow it.`;
  // Browsers send no Origin for a picture, a script or a link, but such a request can still create worlds and replace others.
  if (site === 'cross-site' || site === 'same-site')
    return `The control API rejects requests from pages of another origin; the browser marked this one as ${site}.`;
  return undefined;
}

function isOwnOrigin(
  origin: string,
  host: string,
  { isLocked, isAllowed, site, allowedHosts }: Rules & { isAllowed: boolean; site: string | undefined },
): boolean {
  const given = origin.toLowerCase();
  const own = host.toLowerCase();
  if (given === `http://${own}`) return true;
  // A proxy in front of the mock may speak HTTPS.
  if ((isLocked || isAllowed) && given === `https://${own}`) return true;
  // It may also change the Host; the browser knows that the page is the mock's own.
  const name = parseHost(/^https?:\/\/(.*)$/.exec(given)?.[1])?.name;
  return site === 'same-origin' && name !== undefined && isAllowedHost(name, allowedHosts);
}

function describeHost(host: string | undefined, isLocked: boolean): string {
  const names = isLocked ? 'its IP address, 127.0.0.1 or localhost' : '127.0.0.1 or localhost';
  return `The control API only accepts requests for ${names}; this one has the host ${JSON.stringify((host ?? '').slice(0, 100))}. Start the mock with --allow-host to allow another name.`;
}

const sendIt =
  'Send it as "Authorization: Bearer TOKEN"; in a browser, open /__mock__/ to log in. The mock prints the token at its start, unless --control-token-env names the environment variable that has it.';

const describeSecret = (isTeams: boolean): string =>
  isTeams ? 'the control token or the key of a team' : 'the control token';

const describeMissing = (isTeams: boolean): string =>
  `The control API of this mock needs ${describeSecret(isTeams)}. ${sendIt}`;

const describeWrong = (isTeams: boolean): string => `This is not ${describeSecret(isTeams)}. ${sendIt}`;

const describeMalformed = (isRepeated: boolean): string =>
  isRepeated
    ? 'The Authorization header was sent more than once; the control API expects one "Authorization: Bearer TOKEN".'
    : 'The Authorization header is malformed; the control API expects "Authorization: Bearer TOKEN".';
