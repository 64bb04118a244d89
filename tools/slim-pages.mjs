// Leaves out of the bundles for pages what they never use: prose of the documents, and parts of packages.
// @ts-check
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The formats in the requests, logs and files that a page checks; responses are checked in Node only. */
export const pageFormats = ['date-time', 'uuid', 'int32', 'int64'];

/**
 * Pages contain the documents without prose.
 * @type {import('esbuild').Plugin}
 */
const documents = {
  name: 'slim-documents',
  setup(build) {
    build.onResolve({ filter: /^prepared:(enrichment|control)\.json$/ }, ({ path }) => ({
      path: resolve('build/prepared', path.slice('prepared:'.length).replace('.json', '-slim.json')),
    }));
  },
};

/**
 * The table of formats is one object, from which no bundler can leave anything out.
 * @type {import('esbuild').Plugin}
 */
const formats = {
  name: 'slim-formats',
  setup(build) {
    build.onLoad({ filter: /ajv-formats[\\/]dist[\\/]formats\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8')
        .replace(/^exports\.fastFormats = \{[^]*?^\};$/m, '')
        .replace(/^const (URI|BYTE) = .*$/gm, '')
        .replaceAll(/^ {4}(?:"([\w-]+)"|(\w+))(?::.*)?,$/gm, (line, quoted, plain) =>
          pageFormats.includes(quoted ?? plain) ? line : '',
        ),
    }));
  },
};

/** Sentences that only the command line and the documentation print. */
const prose = /^ *(?:about|reason|help):\s*(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`[^`$]*`),\n/gm;

/** @type {import('esbuild').Plugin} */
const sentences = {
  name: 'slim-sentences',
  setup(build) {
    const filter =
      /mock-server[\\/](mutants[\\/][\w-]+|coach[\\/]settings|access[\\/]options|option-table)\.ts$/;
    build.onLoad({ filter }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(prose, ''),
      loader: 'ts',
    }));
  },
};

export const slimPlugins = [documents, formats, sentences];
