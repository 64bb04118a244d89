/** The tool `explain`: why a request of the app got its response, from the journal, the faults and the document. */
import type { OpenAPIV3_1 } from 'openapi-types';

import { follow } from '../openapi/document.ts';
import { loadShippedSpec } from '../openapi/shipped.ts';
import { toMap } from '../openapi/values.ts';
import { boundValue } from './bound.ts';
import { type Arguments, type CallContext, refuseCall, type ToolResult } from './call-tool.ts';
import { askList } from './ask.ts';
import type { ToolCall } from './fix-calls.ts';
import { toList } from './schemas.ts';
import { toText } from './to-text.ts';

interface Cause {
  readonly because: string;
  /** Removes the cause, or shows more. */
  readonly call?: ToolCall;
}

export async function explain(given: Arguments, context: CallContext): Promise<ToolResult> {
  const world = toText(given['world'], context.world);
  const wanted = given['request'];
  const since = typeof wanted === 'number' ? `?since=${wanted - 1}` : '?limit=1000';
  const listed = await askList(context, world, `requests${since}`);
  if ('isError' in listed) return listed;
  const entry =
    wanted === undefined
      ? listed.items.findLast((one) => isFailed(toMap(one)))
      : listed.items.find((one) => toMap(one)['number'] === wanted);
  if (entry === undefined)
    return refuseCall(describeNothing(world, wanted), {
      call: { tool: 'requests', arguments: { action: 'list', world } },
    });
  const faults = await askList(context, world, 'faults');
  if ('isError' in faults) return faults;
  const causes = findCauses(toMap(entry), faults.items.map(toMap), world);
  const { value } = boundValue({ request: entry, causes }, true);
  return { structured: { result: value ?? { causes: [] } }, isError: false };
}

/** A redirect is no failure. */
const isFailed = (entry: Arguments): boolean =>
  Number(entry['status']) >= 400 || Number(entry['status']) === 0 || toList(entry['faults']).length > 0;

function describeNothing(world: string, wanted: unknown): string {
  return wanted === undefined
    ? `No request of the app in world "${world}" has failed. Does the app use a token of this world?`
    : `The request log of world "${world}" has no request ${toText(wanted)}.`;
}

function findCauses(entry: Arguments, faults: readonly Arguments[], world: string): readonly Cause[] {
  const byFault = toList(entry['faults']).map((id): Cause => {
    const fault = faults.find((one) => one['id'] === id);
    const what = fault === undefined ? 'which is gone by now' : JSON.stringify(fault);
    return {
      because: `The fault "${toText(id)}" changed the response: ${what}.`,
      ...(fault === undefined
        ? {}
        : { call: { tool: 'faults', arguments: { action: 'remove', world, fault: id } } }),
    };
  });
  const byRequest = toList(entry['near_misses']).map((text): Cause => ({ because: toText(text) }));
  const found = [...byFault, ...byRequest];
  const aborted =
    entry['aborted'] === true
      ? [{ because: 'The app closed the connection before the response was sent.' }]
      : [];
  const status = Number(entry['status']);
  const meaning = describeStatus(toText(entry['operation']), status);
  return [
    ...found,
    ...aborted,
    ...(meaning === undefined
      ? []
      : [{ because: `Status ${status} of ${toText(entry['operation'])} means: ${meaning}` }]),
    ...(status === 429 && byFault.length === 0
      ? [
          {
            because: `The quota is used up${entry['retry_after'] === undefined ? '' : ` for ${toText(entry['retry_after'])} s`} of the world's time.`,
            call: {
              tool: 'clock',
              arguments: { action: 'set', world, advance: `${toText(entry['retry_after'], '60')}s` },
            },
          },
        ]
      : []),
    ...(status === 401 && byFault.length === 0
      ? [
          {
            because: 'These are the tokens of the world:',
            call: { tool: 'connection', arguments: { world } },
          },
        ]
      : []),
  ];
}

/** What the document says about the response. */
function describeStatus(operation: string, status: number): string | undefined {
  const { document, operations } = loadShippedSpec();
  const { path = '', method = '' } = operations.find(({ id }) => id === operation) ?? {};
  const item = toMap(toMap(document.paths)[path])[method.toLowerCase()];
  const response = toMap(toMap(item)['responses'])[toText(status)];
  if (response === undefined) return undefined;
  const { description } = follow(document, response, '').value as OpenAPIV3_1.ResponseObject;
  return description.trim();
}
