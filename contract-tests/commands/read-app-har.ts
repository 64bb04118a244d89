/** Reads the HAR of an app for `contract judge`: which requests in it are of the API, and what they show. */
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

import { UsageError } from '../../command-line/command.ts';
import type { Spec } from '../../openapi/spec.ts';
import { isMap } from '../../openapi/values.ts';
import { readAppTraffic } from '../evidence/app-traffic/app-evidence.ts';
import { formatLeftOut } from '../evidence/app-traffic/left-out.ts';
import type { Unpack } from '../evidence/app-traffic/read-body.ts';
import { maxBodyBytes } from '../evidence/bounds.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { isOfSuite } from '../evidence/read-har.ts';
import { findStem, readBaseUrl } from '../traffic/base-url.ts';
import { NothingToJudge } from '../traffic/nothing-to-judge.ts';

/** Whether another program wrote this HAR. */
export function isAppHar(har: unknown): boolean {
  return isMap(har) && isMap(har['log']) && Array.isArray(har['log']['entries']) && !isOfSuite(har);
}

/**
 * @param baseUrl only requests below it
 * @throws UsageError for a base URL that is none, and NothingToJudge without a request of the API
 */
export function readAppHar(har: unknown, file: string, spec: Spec, baseUrl: string | undefined): Evidence {
  const paths = spec.operations.map(({ path }) => path);
  const wanted = baseUrl === undefined ? undefined : readBaseUrl(baseUrl, findStem(paths), []);
  if (baseUrl !== undefined && wanted === undefined)
    throw new UsageError('--base-url is not a URL. Give a host or a URL such as https://host/backend.');
  const evidence = readAppTraffic(har, {
    operations: spec.operations,
    document: spec.document,
    unpack,
    ...(wanted === undefined
      ? {}
      : {
          isWanted: (base) =>
            wanted.prefixes.some(
              (prefix) => `${wanted.origin}${prefix}` === base || isHostOnly(base, wanted.origin, prefix),
            ),
        }),
  });
  if (evidence !== undefined && evidence.exchanges.length > 0) return evidence;
  if (evidence !== undefined)
    throw new NothingToJudge(
      `${file} has requests of the API at ${evidence.target.baseUrl}, but none that can be judged: ${formatLeftOut(evidence.target.traffic?.leftOut ?? {}).join(', ')}. Reload the page while the program records, and store the bodies too.`,
      'nothing-observed',
    );
  const below = wanted === undefined ? '' : ` below ${wanted.origin}${wanted.prefixes[0] ?? ''}`;
  throw new NothingToJudge(
    `${file} has no request of the API${below}: no entry has a path such as ${paths[1] ?? paths[0]}. Store the traffic while the app uses the API.`,
    'not-the-api',
  );
}

/** A host without a path stands for the API under any prefix. */
function isHostOnly(base: string, origin: string, prefix: string): boolean {
  return prefix === '' && base.startsWith(`${origin}/`);
}

const unpackers: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  gzip: (bytes) => gunzipSync(bytes, { maxOutputLength: maxBodyBytes }),
  'x-gzip': (bytes) => gunzipSync(bytes, { maxOutputLength: maxBodyBytes }),
  deflate: (bytes) => inflateSync(bytes, { maxOutputLength: maxBodyBytes }),
  br: (bytes) => brotliDecompressSync(bytes, { maxOutputLength: maxBodyBytes }),
};

const unpack: Unpack = (encoding, bytes) => {
  try {
    return Object.hasOwn(unpackers, encoding) ? unpackers[encoding]?.(bytes) : undefined;
  } catch {
    return undefined;
  }
};
