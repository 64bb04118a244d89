/** A client of the SDK on our server, without a process between them. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';

import { getControlDocument } from '../../openapi/shipped.ts';
import { toMap } from '../../openapi/values.ts';
import { createMockClient, type MockClientOptions } from '../mock-client.ts';
import { loadSdk } from '../sdk.ts';
import { createMcpServer } from '../server.ts';
import { type ControlDocument, createTools } from '../tools.ts';

/** What a tool returned. */
export interface Returned {
  readonly isError: boolean;
  readonly text: string;
  readonly structured: Readonly<Record<string, unknown>>;
}

export const controlDocument = getControlDocument() as ControlDocument;

export async function connectClient(options: MockClientOptions, world = 'default') {
  const { controlToken } = options;
  const server = createMcpServer(await loadSdk(), {
    tools: createTools(controlDocument, world),
    client: createMockClient(options),
    world,
    secrets: controlToken === undefined ? [] : [controlToken],
    resources: [
      { uri: 'test://one', name: 'One', description: 'A text.', mimeType: 'text/plain', read: () => 'one' },
    ],
  });
  const client = new Client({ name: 'test', version: '1' });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(theirs), client.connect(ours)]);
  // With the list, the client checks results against the schemas of the tools.
  await client.listTools();
  const call = async (name: string, given: object = {}, signal?: AbortSignal): Promise<Returned> => {
    const result = await client.callTool(
      { name, arguments: { ...given } },
      undefined,
      signal === undefined ? {} : { signal },
    );
    const [content] = result.content as readonly { readonly text: string }[];
    return {
      isError: result.isError === true,
      text: content?.text ?? '',
      structured: toMap(result.structuredContent),
    };
  };
  return { client, call, close: () => client.close() };
}
