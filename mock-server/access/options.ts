/** The options that decide who may use the control API. */
import { type Option, type OptionKind, string, strings } from '../../command-line/typed-options.ts';
import { allowedHostRule, isAllowedHostPattern } from './hosts.ts';
import { isWebOrigin, originRule } from './origins.ts';

const variable: OptionKind<string> = {
  ...string,
  read: (given) => (typeof given === 'string' && /^[A-Za-z_]\w*$/.test(given) ? given : undefined),
  expected: () => 'the name of an environment variable',
};

const hosts: OptionKind<readonly string[]> = {
  ...strings,
  read: (given, surface) => {
    const names = strings.read(given, surface);
    return names?.every(isAllowedHostPattern) === true ? names : undefined;
  },
  expected: (surface) => (surface === 'flags' ? allowedHostRule : `a list, each ${allowedHostRule}`),
};

const origins: OptionKind<readonly string[]> = {
  ...strings,
  read: (given, surface) => {
    const texts = strings.read(given, surface);
    return texts?.every(isWebOrigin) === true ? texts : undefined;
  },
  expected: (surface) => (surface === 'flags' ? originRule : `a list, each ${originRule}`),
};

const option = <Value>(row: Option<Value>): Option<Value> => row;

/** Rows of the table of all options. */
export const accessOptions = {
  controlTokenEnv: option<string | undefined>({
    flag: 'control-token-env',
    kind: variable,
    default: undefined,
    value: 'NAME',
    help: 'Environment variable with the control token, which the control API and the dashboard then need. Default: no token on this machine; on other addresses, and with --teams, a new one that is printed once.',
  }),
  allowedHosts: option<readonly string[]>({
    flag: 'allow-host',
    name: 'allowedHosts',
    kind: hosts,
    default: [],
    value: 'NAME',
    help: 'Another name under which the control API may be addressed, such as host.docker.internal, the name of a service, or *.internal. Can be repeated.',
  }),
  allowedOrigins: option<readonly string[]>({
    flag: 'allow-origin',
    name: 'allowedOrigins',
    kind: origins,
    default: [],
    value: 'ORIGIN',
    help: 'An origin whose pages may use the control API, such as http://localhost:5173 for the devtools in an app. Can be repeated.',
  }),
  teamsFile: option<string | undefined>({
    flag: 'teams',
    name: 'teams',
    kind: string,
    default: undefined,
    value: 'FILE',
    help: 'Teams that share the mock, with their keys and quotas. Each sees only its own worlds: docs/teams.md.',
  }),
};
