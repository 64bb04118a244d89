/** The files of the dashboard in the package, as the mock serves them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

import type { SiteFile } from '../http/site.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.yaml': 'application/yaml',
};

/** Of a name that the build made from the content. */
const hashed = /-[A-Z0-9]{8}\.(?:css|js)$/;

/**
 * @param root the folder of the project or of the installed package
 * @returns a function that finds a file by its path, such as `docs/index.html`; it looks at the disk only when it is called
 */
export function createSiteFiles(root: string): (path: string) => SiteFile | undefined {
  const folder = join(root, 'dist/site/__mock__');
  let names: ReadonlySet<string> | undefined;
  const kept = new Map<string, SiteFile>();
  return (path) => {
    names ??= listFiles(folder);
    const mediaType = mediaTypes[extname(path)];
    if (mediaType === undefined || !names.has(path)) return undefined;
    const known = kept.get(path);
    if (known !== undefined) return known;
    const content = readFileSync(join(folder, path));
    const file = {
      mediaType,
      content: path.endsWith('.html') ? toServedPage(content.toString('utf8')) : content,
      isImmutable: hashed.test(path),
    };
    kept.set(path, file);
    return file;
  };
}

function listFiles(folder: string): ReadonlySet<string> {
  if (!existsSync(folder)) return new Set();
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Set(paths.map((path) => path.replaceAll('\\', '/')));
}

/** A page of the static site finds its mock in a worker; this one finds it where it came from. */
function toServedPage(html: string): string {
  return html.replace(
    '<meta name="enrichment-mode" content="static">',
    '<meta name="enrichment-mode" content="server">',
  );
}
