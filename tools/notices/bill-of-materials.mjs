// Writes the software bill of materials as CycloneDX 1.6: every package that is bundled, with its licence and its hash.
// `npm sbom` lists what is installed, which is ten times as much, and not what our bundles contain.
// @ts-check
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** @typedef {import('./licences.mjs').Licence} Licence */
/** @typedef {import('./bundled.mjs').Bundled} Bundled */

/** @param {readonly Bundled[]} bundled */
export function formatBillOfMaterials(bundled) {
  const { name, version, license, description } = JSON.parse(readFileSync('package.json', 'utf8'));
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const own = {
    type: 'application',
    'bom-ref': toPurl(name, version),
    name,
    version,
    description,
    licenses: toLicenses(license),
    purl: toPurl(name, version),
  };
  const components = bundled.map((one) => toComponent(one, packages[one.folder]?.integrity));
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    // Derived from the content, so that the same sources have the same bill; a timestamp would differ in each build.
    serialNumber: `urn:uuid:${toUuid(JSON.stringify([own, components]))}`,
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'build' }],
      component: own,
    },
    components,
    dependencies: [{ ref: own['bom-ref'], dependsOn: components.map((one) => one['bom-ref']) }],
  };
  return `${JSON.stringify(bill)}\n`;
}

/** @param {Bundled} bundled @param {string | undefined} integrity of the lock file */
function toComponent({ name, version = '', licence, inside }, integrity) {
  return {
    type: 'library',
    'bom-ref': toPurl(name, version),
    ...splitName(name),
    version,
    scope: 'required',
    ...(integrity === undefined ? {} : { hashes: [toHash(integrity)] }),
    licenses: toLicenses(licence),
    purl: toPurl(name, version),
    ...(inside.length === 0
      ? {}
      : {
          // The bundle that this package publishes does not say which versions it contains.
          components: inside.map((own) => ({
            type: 'library',
            ...splitName(own.name),
            licenses: toLicenses(own.licence),
          })),
        }),
  };
}

/** A scope is the group of a package. @param {string} name */
function splitName(name) {
  const [scope, rest] = name.startsWith('@') ? name.split('/') : [undefined, name];
  return scope === undefined ? { name } : { group: scope, name: rest };
}

/** @param {string} name @param {string} version */
function toPurl(name, version) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

/** @param {string} licence */
function toLicenses(licence) {
  return [/ (OR|AND) /.test(licence) ? { expression: licence } : { license: { id: licence } }];
}

/** @param {string} integrity such as `sha512-` with base64 */
function toHash(integrity) {
  const [algorithm = '', digest = ''] = integrity.split('-');
  return {
    alg: algorithm.toUpperCase().replace(/^SHA/, 'SHA-'),
    content: Buffer.from(digest, 'base64').toString('hex'),
  };
}

/** A version 8 UUID, whose bits are free. @param {string} text */
function toUuid(text) {
  const digits = createHash('sha256').update(text).digest('hex');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-8${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}
