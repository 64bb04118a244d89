/** Shows a document with Swagger UI, which its own script on the page provides. */
import type { Fetch } from '../site/fetch.ts';
import { markdownPlugin, type SwaggerPlugin } from './markdown-plugin.ts';
import type { JsonObject } from './shown-document.ts';

interface SwaggerUi {
  readonly preauthorizeApiKey: (scheme: string, token: string) => unknown;
}

interface SwaggerRequest {
  userFetch?: (url: string, init: RequestInit) => Promise<Response>;
}

type CreateSwaggerUi = (options: {
  readonly spec: JsonObject;
  readonly domNode: HTMLElement;
  readonly validatorUrl: null;
  readonly deepLinking: boolean;
  readonly displayRequestDuration: boolean;
  readonly docExpansion: 'list';
  readonly tryItOutEnabled: boolean;
  readonly plugins: readonly SwaggerPlugin[];
  readonly requestInterceptor: (request: SwaggerRequest) => SwaggerRequest;
  readonly onComplete: () => void;
}) => SwaggerUi;

declare global {
  // Only `var` declares a property of the global object.
  var SwaggerUIBundle: CreateSwaggerUi | undefined;
}

export interface ShownUi {
  /** Sends this token with the requests from now on. */
  readonly authorize: (token: string) => void;
}

/** @param scheme the name of the security scheme for the token; undefined for a document without one */
export function showDocument(
  spec: JsonObject,
  {
    element,
    fetch,
    scheme,
  }: { readonly element: HTMLElement; readonly fetch: Fetch; readonly scheme?: string | undefined },
): Promise<ShownUi> {
  const create = globalThis.SwaggerUIBundle;
  if (create === undefined) throw new Error('swagger-ui-bundle.js was not loaded');
  return new Promise((resolve) => {
    const ui = create({
      spec,
      domNode: element,
      // Otherwise it sends the document to a validator on the internet.
      validatorUrl: null,
      deepLinking: true,
      displayRequestDuration: true,
      docExpansion: 'list',
      tryItOutEnabled: true,
      plugins: [markdownPlugin],
      requestInterceptor: (request) => Object.assign(request, { userFetch: fetch }),
      onComplete: () => {
        resolve({
          authorize: (token) => {
            if (scheme !== undefined) ui.preauthorizeApiKey(scheme, token);
          },
        });
      },
    });
  });
}
