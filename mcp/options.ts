/** The flags of the command `mcp`. */
import { type Environment, UsageError } from '../command-line/command.ts';
import { type Flags, readFlags } from '../command-line/options.ts';

export const mcpFlags = {
  mock: { type: 'string', value: 'URL', help: 'Base URL of the mock. Default http://127.0.0.1:4010.' },
  start: {
    type: 'boolean',
    help: 'Start a mock at that address, which ends with this command. One that runs there already is used.',
  },
  world: { type: 'string', value: 'NAME', help: 'World of the calls that name none. Default default.' },
  'control-token-env': {
    type: 'string',
    value: 'NAME',
    help: 'Environment variable with the control token of the mock, or with the key of a team.',
  },
  'allow-remote': { type: 'boolean', help: 'Allow a mock on another machine.' },
  help: { type: 'boolean', help: 'Print this help.' },
} as const satisfies Flags;

export interface McpOptions {
  readonly url: string;
  readonly port: number;
  readonly start: boolean;
  readonly world: string;
  readonly controlToken: string | undefined;
}

const defaultUrl = 'http://127.0.0.1:4010';
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|[\w-]+\.localhost)$/i;
const worldName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** @throws UsageError with a sentence for each mistake */
export function readMcpOptions(args: readonly string[], env: Environment): McpOptions {
  const { given, mistakes } = readFlags(mcpFlags, args);
  const address = given.mock ?? defaultUrl;
  const world = given.world ?? 'default';
  const variable = given['control-token-env'];
  const token = variable === undefined ? undefined : env[variable];
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    mistakes.push(`--mock is ${JSON.stringify(address)}; it must be a URL such as ${defaultUrl}.`);
  else if (!/^\/?$/.test(url.pathname) || url.search !== '' || url.hash !== '' || url.username !== '')
    mistakes.push(
      `--mock has more than an address; it must be a base URL such as ${defaultUrl}, without a path.`,
    );
  else if (!loopback.test(url.hostname) && given['allow-remote'] !== true)
    mistakes.push(
      `--mock ${url.origin} is on another machine. Agents could change what others use there; --allow-remote allows it.`,
    );
  else if (given.start === true && (url.protocol === 'https:' || !loopback.test(url.hostname)))
    mistakes.push('--start starts a mock on this machine only, over HTTP.');
  if (!worldName.test(world))
    mistakes.push(
      `--world is ${JSON.stringify(world.slice(0, 100))}; it must be a letter or digit, then at most 63 letters, digits, dots, dashes or underscores.`,
    );
  if (variable !== undefined && (token === undefined || token === ''))
    mistakes.push(
      `--control-token-env ${variable}: the environment variable is not set. It must contain the token.`,
    );
  if (mistakes.length > 0) throw new UsageError(mistakes);
  const { origin = '', port = '' } = url ?? {};
  return {
    url: origin,
    port: port === '' ? 80 : Number(port),
    start: given.start === true,
    world,
    controlToken: token,
  };
}
