/** Combines the pages that the `mock` command serves to browsers: facts, views of the control API, and the documentation. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { readTextFile } from '../../files/read-file.ts';
import { listControlViews } from '../../openapi/shipped.ts';
import type { Site } from '../http/site.ts';
import { firstWorld } from '../domain/world-names.ts';
import { createServedDocuments, servedDocuments } from './served-documents.ts';
import { createSiteFiles } from './site-files.ts';
import { formatStartPage, type Row, startPageStyle } from './start-page.ts';
import { listWelcomeRows, type Welcome } from '../start/welcome.ts';

/** @param root the folder of the project or of the installed package */
export function createMockSite(welcome: Omit<Welcome, 'url'>, root: string): Site {
  const folder = join(root, 'docs');
  const findFile = createSiteFiles(root);
  const findDocument = createServedDocuments(welcome.spec.document);
  return {
    page: (url) =>
      formatStartPage({
        rows: listWelcomeRows({ ...welcome, url }),
        // Browsers would show nothing of a response that waits.
        views: [
          ['/__mock__/docs/', 'Playground: read the two documents, and send requests'],
          ...listControlViews()
            .filter(({ path }) => !/\/(?:wait|events)$/.test(path))
            .map(({ path, summary }): Row => [path.replace('{world}', firstWorld), summary]),
        ],
        docs: [
          ...servedDocuments,
          ...listDocs(folder).map((name): Row => [`/__mock__/docs/${name}`, readTitle(join(folder, name))]),
        ],
      }),
    style: startPageStyle,
    findFile: (path, url) => findDocument(path, url) ?? findFile(path),
    findDoc: (name) => (listDocs(folder).includes(name) ? readTextFile(join(folder, name)) : undefined),
  };
}

/** The names of the pages that the package ships. */
function listDocs(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.md')) : [];
}

/** The text after the `#` in its first line. */
function readTitle(file: string): string {
  return /^# (.+)$/m.exec(readTextFile(file))?.[1] ?? file;
}
