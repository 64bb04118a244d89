/** The tool `connection`: with what an app uses a world, and where people see it. */
import { toMap } from '../openapi/values.ts';
import { askList } from './ask.ts';
import { boundValue } from './bound.ts';
import type { Arguments, CallContext, ToolResult } from './call-tool.ts';
import { toText } from './to-text.ts';

export async function showConnection(given: Arguments, context: CallContext): Promise<ToolResult> {
  const world = toText(given['world'], context.world);
  const users = await askList(context, world, 'users');
  if ('isError' in users) return users;
  const { url } = context.client;
  const tokens = users.items.map(toMap).map(({ name, token, expired, inactive, balance }) => ({
    user: name,
    token,
    ...(expired === true ? { expired } : {}),
    ...(inactive === true ? { inactive } : {}),
    ...(balance === undefined ? {} : { balance }),
  }));
  const result = {
    world,
    base_url: `${url}/api/v1`,
    header: 'Authorization: Bearer TOKEN',
    tokens,
    dashboard: `${url}/__mock__/?world=${encodeURIComponent(world)}`,
  };
  return { structured: { result: boundValue(result, false).value ?? {} }, isError: false };
}
