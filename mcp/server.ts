/** The MCP server: lists and calls the tools. The SDK comes in as a value, since it is an optional dependency. */
import { findNearest } from '../openapi/complaint.ts';
import { createRedactor } from '../text/redactor.ts';
import {
  callAction,
  type CallContext,
  formatResult,
  refuseCall,
  type Arguments,
  type ToolResult,
} from './call-tool.ts';
import { showConnection } from './connection.ts';
import { explain } from './explain.ts';
import { MockError, type MockClient } from './mock-client.ts';
import { saveTest } from './save-test.ts';
import type { Sdk } from './sdk.ts';
import type { Tool } from './tools.ts';

export interface McpSettings {
  readonly tools: readonly Tool[];
  readonly client: MockClient;
  readonly world: string;
  /** Texts that must not be printed, such as the control token. */
  readonly secrets: readonly string[];
  /** Documents that agents can read. */
  readonly resources: readonly Resource[];
}

export interface Resource {
  readonly uri: string;
  readonly name: string;
  readonly description: string;
  readonly mimeType: string;
  readonly read: () => string;
}

type Composed = (given: Arguments, context: CallContext) => Promise<ToolResult>;

/** What is behind the tools without actions. */
const composed: Readonly<Record<string, Composed>> = {
  explain,
  save_test: saveTest,
  connection: showConnection,
};

const instructions = `A mock of an enrichment API: an app submits a list, polls its job until it is completed, failed or paused, and fetches the results.
Each test or agent works in its own world, an isolated tenant with its own clock: give "world" a name of your own, and let the app use a token of that world ("connection").
Jobs move as the world's time passes: move it with "clock" instead of waiting. A refused call says which call to try instead.`;

/** @throws if the document names a composed tool that does not exist */
export function createMcpServer(sdk: Sdk, { tools, resources, secrets, ...given }: McpSettings) {
  const unknown = tools.find(({ name, actions }) => actions.length === 0 && !Object.hasOwn(composed, name));
  if (unknown !== undefined) throw new Error(`Nothing is behind the tool "${unknown.name}".`);
  const redact = createRedactor(secrets);
  const server = new sdk.Server(
    { name: 'enrichment-sandbox', version: VERSION },
    { capabilities: { tools: {}, resources: {} }, instructions },
  );
  server.setRequestHandler(sdk.ListToolsRequestSchema, () => ({
    tools: tools.map(({ name, title, description, inputSchema, outputSchema, annotations }) => ({
      name,
      title,
      description,
      inputSchema,
      outputSchema,
      annotations,
    })),
  }));
  server.setRequestHandler(sdk.CallToolRequestSchema, async ({ params }, { signal }) => {
    const result = await call(params.name, params.arguments ?? {}, { ...given, tools, signal });
    const text = redact(formatResult(result));
    const structured = JSON.parse(redact(JSON.stringify(result.structured))) as Record<string, unknown>;
    return {
      content: [{ type: 'text' as const, text }],
      structuredContent: structured,
      ...(result.isError ? { isError: true } : {}),
    };
  });
  server.setRequestHandler(sdk.ListResourcesRequestSchema, () => ({
    resources: resources.map(({ uri, name, description, mimeType }) => ({
      uri,
      name,
      description,
      mimeType,
    })),
  }));
  server.setRequestHandler(sdk.ReadResourceRequestSchema, ({ params: { uri } }) => {
    const found = resources.find((one) => one.uri === uri);
    if (found === undefined)
      throw new Error(
        `There is no resource ${uri.slice(0, 200)}; there are ${resources.map((one) => one.uri).join(', ')}.`,
      );
    return { contents: [{ uri, mimeType: found.mimeType, text: found.read() }] };
  });
  return server;
}

/** Errors of the mock are results that a model can read; others are bugs. */
async function call(name: string, given: Arguments, context: CallContext): Promise<ToolResult> {
  const tool = context.tools.find((one) => one.name === name);
  if (tool === undefined) {
    const names = context.tools.map((one) => one.name);
    const nearest = findNearest(name.slice(0, 100), names);
    return refuseCall(
      `There is no tool ${JSON.stringify(name.slice(0, 100))}; the tools are ${names.join(', ')}.`,
      nearest === undefined ? {} : { call: { tool: nearest, arguments: given } },
    );
  }
  const stranger = Object.keys(given).find(
    (key) => !Object.hasOwn(tool.inputSchema['properties'] as object, key),
  );
  if (stranger !== undefined && tool.actions.length === 0) return refuseStranger(tool, given, stranger);
  try {
    const run = composed[name];
    return run === undefined || tool.actions.length > 0
      ? await callAction(tool, given, context)
      : await run(given, context);
  } catch (error) {
    if (error instanceof MockError) return refuseCall(error.message);
    throw error;
  }
}

function refuseStranger({ name, inputSchema }: Tool, given: Arguments, stranger: string): ToolResult {
  const { [stranger]: _, ...others } = given;
  const names = Object.keys(inputSchema['properties'] as object);
  return refuseCall(
    `The tool "${name}" has no input ${JSON.stringify(stranger.slice(0, 100))}; it has ${names.join(', ')}.`,
    { call: { tool: name, arguments: others } },
  );
}
