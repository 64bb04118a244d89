/** Loads the SDK of the Model Context Protocol, which only this command needs and the user installs. */
import { loadOptional } from '../command-line/load-optional.ts';

export type Sdk = Awaited<ReturnType<typeof importSdk>>;

/** @throws UsageError that says what to install */
export async function loadSdk(): Promise<Sdk> {
  return loadOptional(
    importSdk,
    'This command needs the package @modelcontextprotocol/sdk, 1.20 or newer, which is not installed with enrichment-sandbox. Install it next to it: npm install --save-dev @modelcontextprotocol/sdk',
  );
}

async function importSdk() {
  const [{ Server }, { StdioServerTransport }, types] = await Promise.all([
    import('@modelcontextprotocol/sdk/server/index.js'),
    import('@modelcontextprotocol/sdk/server/stdio.js'),
    import('@modelcontextprotocol/sdk/types.js'),
  ]);
  const {
    CallToolRequestSchema,
    ListResourcesRequestSchema,
    ListToolsRequestSchema,
    ReadResourceRequestSchema,
  } = types;
  return {
    Server,
    StdioServerTransport,
    CallToolRequestSchema,
    ListResourcesRequestSchema,
    ListToolsRequestSchema,
    ReadResourceRequestSchema,
  };
}
