/** The OpenAPI documents that the mock serves, below `/__mock__/openapi/`: its own, and that of its control API. */
import type { DocumentFormat } from '../../openapi/served-document.ts';
import { getControlDocument } from '../../openapi/shipped.ts';
import { narrowResponses } from '../../openapi/widen-responses.ts';
import type { SiteFile } from '../http/site.ts';
import type { Row } from './start-page.ts';

const mediaTypes: Readonly<Record<DocumentFormat, string>> = {
  json: 'application/json',
  yaml: 'application/yaml',
};

/** Their addresses and titles. */
export const servedDocuments: readonly Row[] = [
  ['/__mock__/openapi/enrichment.yaml', 'The OpenAPI document of this mock'],
  ['/__mock__/openapi/enrichment.json', 'The OpenAPI document of this mock as JSON'],
  ['/__mock__/openapi/control.yaml', 'The OpenAPI document of the control API'],
  ['/__mock__/openapi/control.json', 'The OpenAPI document of the control API as JSON'],
];

/**
 * @param document of the mock
 * @returns a function that finds a document by its path, such as `openapi/enrichment.yaml`, for a mock at the address
 */
export function createServedDocuments(document: object): (path: string, url: string) => SiteFile | undefined {
  return (path, url) => {
    const [, name, format] = /^openapi\/(enrichment|control)\.(json|yaml)$/.exec(path) ?? [];
    if (format !== 'json' && format !== 'yaml') return undefined;
    const served = name === 'control' ? getControlDocument() : narrowResponses(document);
    return { mediaType: mediaTypes[format], content: writeDocument(served, url, format) };
  };
}

/** Writing YAML takes a package that few starts need. */
async function writeDocument(document: object, url: string, format: DocumentFormat): Promise<string> {
  const { formatDocument, toServedDocument } = await import('../../openapi/served-document.ts');
  return formatDocument(toServedDocument(document, url), format);
}
