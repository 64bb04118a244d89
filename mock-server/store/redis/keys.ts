/** The keys of worlds in Redis. Those of one world have a hash tag in common, so that a cluster keeps them together. */
import type { BesideKind } from './codec.ts';

export interface Keys {
  /** A stream: an entry for each change. */
  readonly getLog: (world: string) => string;
  /** A hash: the world after an entry of its log, and which entry that is. */
  readonly getCheckpoint: (world: string) => string;
  /** An empty string, whose time to live tells when somebody saw the world last. */
  readonly getSeen: (world: string) => string;
  /** A string: what entries and checkpoints refer to. */
  readonly getBeside: (world: string, kind: BesideKind, digest: string) => string;
  /** A sorted set: the names of worlds by the time at which they were used; it may lack some, and have some that are gone. */
  readonly index: string;
  /** A sorted set: the mocks that use the prefix by the time at which they were seen. */
  readonly mocks: string;
  /** A string: when a quota is full again. It expires then. */
  readonly getQuota: (name: string) => string;
  readonly getChannel: (name: string) => string;
}

/**
 * @param prefix such as `sandbox:`
 * @param kind a digest of what worlds depend on: worlds of mocks that differ there have other keys
 */
export function createKeys(prefix: string, kind: string): Keys {
  const own = `${prefix}${kind}:`;
  return {
    getLog: (world) => `${own}{${world}}:log`,
    getCheckpoint: (world) => `${own}{${world}}:checkpoint`,
    getSeen: (world) => `${own}{${world}}:seen`,
    getBeside: (world, beside, digest) => `${own}{${world}}:${beside}:${digest}`,
    index: `${own}worlds`,
    mocks: `${prefix}mocks`,
    getQuota: (name) => `${own}quota:${name}`,
    getChannel: (name) => `${own}bus:${name}`,
  };
}
