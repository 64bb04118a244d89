/** Certificates for tests, made by openssl in a folder: of an authority, of a server on loopback, and of a client. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Certificates {
  /** Paths of PEM files. */
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** @param names that the certificate is for, such as `DNS:localhost,IP:127.0.0.1` */
export function createCertificates(folder: string, names: string): Certificates {
  const path = (name: string): string => join(folder, name);
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  openssl('req', '-x509', ...newKey, '-subj', '/CN=Test', '-keyout', path('ca.key'), '-out', path('ca.pem'));
  openssl('req', ...newKey, '-subj', '/CN=Redis', '-keyout', path('redis.key'), '-out', path('redis.csr'));
  writeFileSync(path('names'), `subjectAltName=${names}`);
  const signer = ['-CA', path('ca.pem'), '-CAkey', path('ca.key'), '-CAcreateserial'];
  const extra = ['-days', '2', '-extfile', path('names')];
  openssl('x509', '-req', '-in', path('redis.csr'), ...signer, ...extra, '-out', path('redis.pem'));
  return { ca: path('ca.pem'), cert: path('redis.pem'), key: path('redis.key') };
}

const openssl = (...args: readonly string[]): void => void execFileSync('openssl', args, { stdio: 'pipe' });
