// Builds the page of the playground: Swagger UI from its package, and our own script and style.
// @ts-check
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { transformSync } from 'esbuild';

/** @typedef {import('esbuild').Metafile} Metafile */
/** @typedef {import('esbuild').BuildOptions} BuildOptions */
/** @typedef {(from: string, to: string, values: Readonly<Record<string, string>>) => void} WritePage */

const source = 'node_modules/swagger-ui-dist';
const entry = 'mock-server/dashboard/docs/main.ts';

/**
 * @param {(options: BuildOptions) => Promise<Metafile>} bundle
 * @param {BuildOptions} options how pages are bundled
 * @param {string} folder where the page goes
 * @param {WritePage} writePage
 * @param {string} policy
 */
export async function buildPlayground(bundle, options, folder, writePage, policy) {
  mkdirSync(folder, { recursive: true });
  const built = await bundle({ ...options, entryPoints: { playground: entry }, outdir: folder });
  const [path, { cssBundle = '' }] =
    Object.entries(built.outputs).find(([, { entryPoint }]) => entryPoint === entry) ??
    fail('The playground has no entry.');
  writePage('mock-server/dashboard/docs/index.html', join(folder, 'index.html'), {
    POLICY: policy,
    SCRIPT: basename(path),
    STYLE: basename(cssBundle),
    SWAGGER_SCRIPT: copy('swagger-ui-bundle.js', folder),
    SWAGGER_STYLE: copy('swagger-ui.css', folder),
  });
  return built;
}

/**
 * Browsers may keep a file whose name changes with its content.
 * @param {string} name @param {string} folder @returns {string} its new name
 */
function copy(name, folder) {
  // The source maps are not shipped, and a twelfth of the script is saved.
  const whole = readFileSync(join(source, name), 'utf8').replace(/\n\/[/*]# sourceMappingURL=.*$/m, '');
  const loader = name.endsWith('.css') ? 'css' : 'js';
  const { code: text } = transformSync(whole, {
    loader,
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
  });
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8).toUpperCase();
  const extension = extname(name);
  const target = `${basename(name, extension)}-${hash}${extension}`;
  writeFileSync(join(folder, target), text);
  return target;
}

/** @param {string} reason @returns {never} */
function fail(reason) {
  throw new Error(reason);
}
