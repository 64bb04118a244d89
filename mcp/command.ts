/** The command `mcp`: tools for coding agents, over standard input and output. */
import type { Subcommand } from '../command-line/command.ts';
import { formatFlagHelp } from '../command-line/options.ts';
import { getControlDocument, loadShippedSpec } from '../openapi/shipped.ts';
import { createMockClient } from './mock-client.ts';
import { mcpFlags, type McpOptions, readMcpOptions } from './options.ts';
import { loadSdk } from './sdk.ts';
import { createMcpServer, type Resource } from './server.ts';
import { type ControlDocument, createTools } from './tools.ts';

const help = `Usage: enrichment-sandbox mcp [flags]

Serves tools for a coding agent: worlds, the clock, jobs, faults, what the app requested, why a request failed, advice on
polling, and saving a world as a test. It speaks the Model Context Protocol over standard input and output, needs the package
@modelcontextprotocol/sdk, and controls a mock that runs already, unless --start is given. It ends when its input ends.

${formatFlagHelp(mcpFlags)}

Exit status: 0 the input ended or the user stopped it, 2 wrong usage or configuration.`;

/**
 * Starts a mock, which this command knows by its address only.
 * @returns undefined if something listens there already
 */
export type StartMcpMock = (place: {
  readonly port: number;
  readonly root: string;
  readonly complain: (sentence: string) => void;
}) => Promise<{ readonly stop: () => Promise<void> } | undefined>;

export function createMcpCommand(startMock: StartMcpMock): Subcommand {
  return {
    async run(args, { print, complain, env, root, stopAsked }) {
      if (args.includes('--help')) {
        print(help);
        return 0;
      }
      const options = readMcpOptions(args, env);
      const sdk = await loadSdk();
      const mock = options.start ? await startMock({ port: options.port, root, complain }) : undefined;
      try {
        if (options.start && mock === undefined)
          complain(`Something listens at ${options.url} already; if it is a mock, it is used.`);
        const server = createMcpServer(sdk, createSettings(options));
        // The SDK has no other way to listen.
        // oxlint-disable-next-line unicorn/prefer-add-event-listener
        server.onerror = (error) => complain(`A message could not be used: ${error.message.slice(0, 300)}`);
        const closed = new Promise<void>((resolve) => {
          // oxlint-disable-next-line unicorn/prefer-add-event-listener
          server.onclose = resolve;
          for (const event of ['end', 'close'] as const) process.stdin.once(event, () => resolve());
        });
        await server.connect(new sdk.StdioServerTransport());
        complain(`Serving tools for the mock at ${options.url}, world ${options.world}.`);
        await Promise.race([closed, stopAsked]);
        await server.close();
        return 0;
      } finally {
        await mock?.stop();
        // An open input would keep the program.
        process.stdin.unref?.();
      }
    },
  };
}

function createSettings({ url, world, controlToken }: McpOptions) {
  return {
    client: createMockClient({ url, controlToken }),
    tools: createTools(getControlDocument() as ControlDocument, world),
    world,
    secrets: controlToken === undefined ? [] : [controlToken],
    resources,
  };
}

const resources: readonly Resource[] = [
  {
    uri: 'enrichment-sandbox://openapi/enrichment.json',
    name: 'The enrichment API',
    description: 'The OpenAPI document of the API that the app uses.',
    mimeType: 'application/json',
    read: () => JSON.stringify(loadShippedSpec().document),
  },
  {
    uri: 'enrichment-sandbox://openapi/control.json',
    name: 'The control API',
    description: 'The OpenAPI document of the API behind the tools.',
    mimeType: 'application/json',
    read: () => JSON.stringify(getControlDocument()),
  },
];
