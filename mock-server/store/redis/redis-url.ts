/** The URL of `--store`: where Redis is, and which keys are ours. */
import { UsageError } from '../../../command-line/command.ts';

export interface RedisAddress {
  /** One; several nodes of a cluster. */
  readonly hosts: readonly RedisHost[];
  readonly isCluster: boolean;
  readonly isEncrypted: boolean;
  readonly files: TlsFiles;
  readonly user?: string;
  readonly password?: string;
  readonly database: number;
  /** With which all keys begin. */
  readonly prefix: string;
  /** The URL without the password, for messages. */
  readonly shown: string;
}

/** Paths of PEM files. */
export interface TlsFiles {
  /** Of those who sign the certificate of Redis, in place of those that Node knows. */
  readonly ca?: string;
  /** The certificate of the mock, and its key. */
  readonly cert?: string;
  readonly key?: string;
}

export interface RedisHost {
  readonly host: string;
  readonly port: number;
}

const defaultPort = 6379;
const defaultPrefix = 'sandbox:';
const schemes = new Set(['redis:', 'rediss:', 'redis+cluster:', 'rediss+cluster:']);
const forms =
  'Allowed are redis://, rediss:// (encrypted), redis+cluster:// and rediss+cluster://, as in redis://user:password@host:6379/0?prefix=sandbox:';

/** @throws UsageError, which does not contain the URL: it may have a password */
export function parseRedisUrl(text: string): RedisAddress {
  const [scheme = '', rest = ''] = splitOnce(text, '//');
  if (!schemes.has(scheme)) refuse('has another scheme');
  const isCluster = scheme.endsWith('+cluster:');
  // Several hosts are not a URL.
  const cut = rest.search(/[/?#]/);
  const authority = cut < 0 ? rest : rest.slice(0, cut);
  const at = authority.lastIndexOf('@');
  const places = authority.slice(at + 1).split(',');
  if (places.length > 1 && !isCluster) refuse('names several hosts, which only a cluster has');
  const urls = places.map((place) => parseUrl(`redis://${place}/`) ?? refuse('has an invalid host or port'));
  const url =
    parseUrl(`redis://${authority.slice(0, at + 1)}host${cut < 0 ? '' : rest.slice(cut)}`) ??
    refuse('cannot be read: write special characters in a password as %40 and the like');
  const database = url.pathname.replace(/^\//, '');
  if (!/^\d{0,4}$/.test(database)) refuse('must end with the number of a database');
  if (isCluster && Number(database) !== 0) refuse('names a database, but a cluster has only one');
  const isEncrypted = scheme.startsWith('rediss');
  const allowed = new Set(['prefix', ...(isEncrypted ? fileNames : [])]);
  if (url.hash !== '' || [...url.searchParams.keys()].some((name) => !allowed.has(name)))
    refuse('may only have the parameter "prefix", and with rediss:// "ca", "cert" and "key"');
  const prefix = url.searchParams.get('prefix') ?? defaultPrefix;
  if (!/^[\w.:-]{1,64}$/.test(prefix))
    refuse('has an invalid prefix: it must be 1 to 64 letters, digits, dots, colons, dashes or underscores');
  const hosts = urls.map(({ hostname, port }) => ({
    host: hostname.replace(/^\[(.*)\]$/, '$1') || 'localhost',
    port: port === '' ? defaultPort : Number(port),
  }));
  const user = decode(url.username) ?? refuse('has an invalid user');
  const password = decode(url.password) ?? refuse('has an invalid password');
  return {
    hosts,
    isCluster,
    isEncrypted,
    files: getFiles(url.searchParams),
    ...(user === '' ? {} : { user }),
    ...(password === '' ? {} : { password }),
    database: Number(database),
    prefix,
    shown: `${scheme}//${hosts.map(formatHost).join(',')}${database === '' ? '' : `/${database}`}`,
  };
}

const fileNames = ['ca', 'cert', 'key'] as const;

function getFiles(parameters: URLSearchParams): TlsFiles {
  const files = Object.fromEntries(
    fileNames.flatMap((name) => parameters.getAll(name).map((path) => [name, path])),
  ) as TlsFiles;
  if ((files.cert === undefined) !== (files.key === undefined))
    refuse('needs both of the parameters cert and key, or none');
  return files;
}

function refuse(reason: string): never {
  throw new UsageError(`The URL of --store ${reason}. ${forms}.`);
}

const formatHost = ({ host, port }: RedisHost): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`;

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
