// Generates one client from the document: `node generate.mjs GENERATOR DOCUMENT FOLDER`. It is apart from the command, since only
// `make ecosystem` installs what it imports.
// @ts-check
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

/** @typedef {(document: string, folder: string) => Promise<unknown>} Generate */

/** @type {Readonly<Record<string, Generate>>} */
const generators = {
  'openapi-fetch': async (document, folder) => {
    const { default: generate, astToString } = await import('openapi-typescript');
    const { default: ts } = await import('typescript');
    const file = ts.factory.createTypeReferenceNode('Blob');
    const types = await generate(pathToFileURL(document), {
      // As its documentation advises for files.
      transform: ({ format }) => (format === 'binary' ? file : undefined),
    });
    writeFileSync(join(folder, 'schema.ts'), astToString(types));
  },
  'hey-api': async (document, folder) => {
    const { createClient } = await import('@hey-api/openapi-ts');
    await createClient({
      input: document,
      logs: { level: 'error', file: false },
      output: { path: folder, importFileExtension: '.ts' },
      plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
    });
  },
  orval: async (document, folder) => {
    const { generate } = await import('orval');
    const mutator = { path: join(folder, '../orval-fetch.ts'), name: 'orvalFetch', extension: '.ts' };
    const mediaTypes = { client: 'application/json', upload: 'multipart/form-data' };
    for (const [name, mediaType] of Object.entries(mediaTypes)) {
      const override = { mutator, contentType: { include: [mediaType] } };
      await generate({
        input: document,
        output: { target: join(folder, `${name}.ts`), client: 'fetch', mode: 'single', override },
      });
    }
  },
  kubb: async (document, folder) => {
    const { build } = await import('@kubb/core');
    const { pluginClient } = await import('@kubb/plugin-client');
    const { pluginOas } = await import('@kubb/plugin-oas');
    const { pluginTs } = await import('@kubb/plugin-ts');
    const { error, failedPlugins } = await build({
      config: {
        root: join(folder, '..'),
        input: { path: document },
        output: { path: basename(folder), format: false, lint: false },
        plugins: [
          pluginOas({ validate: false, generators: [] }),
          pluginTs(),
          pluginClient({ client: 'fetch', bundle: true }),
        ],
      },
    });
    const [failed] = failedPlugins;
    if (error !== undefined || failed !== undefined)
      throw new Error('kubb failed.', { cause: error ?? failed?.error });
  },
  'swagger-typescript-api': async (document, folder) => {
    const { generateApi } = await import('swagger-typescript-api');
    await generateApi({
      input: document,
      output: folder,
      fileName: 'api.ts',
      enumStyle: 'union',
      silent: true,
    });
  },
};

const [name = '', document = '', folder = ''] = process.argv.slice(2);
await generators[name]?.(document, folder);
