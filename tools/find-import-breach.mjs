// Checks whether a file may import a module, according to the table of tools/layers.mjs.
// @ts-check
import { layers, walls } from './layers.mjs';

/** @typedef {import('./layers.mjs').Layer} Layer */

const byName = new Map(layers.map((layer) => [layer.name, layer]));
const network = /^node:(http|https|http2|net|tls|dgram)$/u;

/** The layer of a file: the one with the longest matching path. */
export function findLayer(/** @type {string} */ file) {
  const fitting = layers.flatMap((layer) =>
    (layer.paths ?? [layer.name]).filter((path) => file.startsWith(path)).map((path) => ({ layer, path })),
  );
  return fitting.toSorted((a, b) => b.path.length - a.path.length)[0]?.layer;
}

/** Everything that a layer may import, by the names of layers. */
function listReachable(/** @type {Layer} */ layer, seen = new Set([layer.name])) {
  if (layer.mayImport === 'everything') return new Set(byName.keys());
  for (const name of layer.mayImport) {
    const next = byName.get(name);
    if (next === undefined)
      throw new Error(`tools/layers.mjs: "${layer.name}" names "${name}", which is not a layer.`);
    if (!seen.has(name)) listReachable(next, seen.add(name));
  }
  return seen;
}

const reachable = new Map(layers.map((layer) => [layer.name, listReachable(layer)]));

/**
 * Explains why a file must not import a module; undefined if it may.
 * @param {string} file its path from the root of the repository
 * @param {string} module another such path, or the name of a package
 * @param {boolean} isFile whether the module is a file of the repository
 * @returns {string | undefined}
 */
export function findImportBreach(file, module, isFile) {
  const layer = findLayer(file);
  if (layer === undefined) return undefined;
  const isTest = /\.test\.ts$|\/(testing|cases)\//u.test(file);
  const wall = walls.find(({ from }) => file.startsWith(from));
  const forbidden = isFile ? wall?.to.find((path) => module.startsWith(path)) : undefined;
  if (forbidden !== undefined && layer.name !== 'library/start*.ts' && layer.name !== 'library/embedded*.ts')
    return `${wall?.from} must not import ${forbidden}; see tools/layers.mjs.`;
  if (isTest) return undefined;
  return isFile ? findLayerBreach(layer, module) : findPackageBreach(layer, module);
}

function findLayerBreach(/** @type {Layer} */ layer, /** @type {string} */ module) {
  const target = findLayer(module);
  if (target === undefined || reachable.get(layer.name)?.has(target.name)) return undefined;
  const allowed =
    layer.mayImport.length === 0
      ? 'no other layer'
      : `only ${Array.from(layer.mayImport).join(', ')} and the layers that these may import`;
  return `${layer.name} may import ${allowed}, not ${target.name}; see tools/layers.mjs.`;
}

function findPackageBreach(/** @type {Layer} */ layer, /** @type {string} */ module) {
  const isOfNode = module.startsWith('node:') || module === 'express' || module.startsWith('@playwright/');
  if (layer.pure === true && isOfNode) return `${layer.name} is pure, so it must not import ${module}.`;
  if (layer.inPages === true && isOfNode)
    return `${layer.name} also runs in browsers, so it must not import ${module}.`;
  if (network.test(module) && layer.name.startsWith('contract-tests/') && layer.asks !== true)
    return `Only contract-tests/traffic/ may open connections, not ${layer.name}.`;
  return undefined;
}
