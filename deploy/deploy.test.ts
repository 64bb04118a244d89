// The files that start the mock in containers: the image, Compose with its proxy, and the devcontainer.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import { mockFlags } from '../mock-server/start/options.ts';
import { sourceFiles } from '../tools/source-files.mjs';

const read = (path: string) => readFileSync(path, 'utf8');

interface Service {
  readonly image: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly networks: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}
const compose = parse(read('compose.yaml'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};
const { services } = compose;
const mocks = Object.entries(services).filter(([, { image }]) => image === 'enrichment-sandbox');
const dockerfile = read('Dockerfile');

describe('Compose', () => {
  test('starts two mocks whose flags exist, with one store', () => {
    expect(mocks.map(([name]) => name)).toEqual(['mock-1', 'mock-2']);
    for (const [, { command = [] }] of mocks) {
      const [name, ...flags] = command;
      expect(name).toBe('mock');
      const names = flags.map((flag) => /^--([a-z-]+)=/.exec(flag)?.[1] ?? flag);
      expect(names.filter((flag) => !Object.hasOwn(mockFlags, flag))).toEqual([]);
      expect(names).toEqual(expect.arrayContaining(['store', 'control-token-env', 'drain', 'host']));
    }
  });

  test('builds their image once', () => {
    const built = Object.entries(services).filter(([, { build }]) => build !== undefined);
    expect(built.map(([name]) => name)).toEqual(['mock-1']);
  });

  test('is healthy when a mock can answer through the proxy, with its store', () => {
    expect(services['proxy']?.healthcheck?.test.at(-1)).toBe('http://127.0.0.1:4010/__mock__/health/ready');
    expect(services['store']?.healthcheck?.test).toEqual(['CMD', 'valkey-cli', 'ping']);
    expect(dockerfile).toContain('HEALTHCHECK');
  });

  test('takes the control token from a variable that must be set, and contains no secret', () => {
    for (const [, { command = [], environment = {} }] of mocks) {
      const variable = command.find((flag) => flag.startsWith('--control-token-env='))?.split('=')[1] ?? '';
      expect(environment[variable]).toMatch(/^\$\{MOCK_CONTROL_TOKEN:\?/);
    }
  });

  test('publishes only the proxy, to this machine', () => {
    const published = Object.entries(services).filter(([, { ports }]) => ports !== undefined);
    expect(published.map(([name]) => name)).toEqual(['proxy']);
    expect(services['proxy']?.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
    expect(compose.networks['inside']).toEqual({ internal: true });
    const outside = Object.entries(services).filter(([, { networks }]) => networks.includes('outside'));
    expect(outside.map(([name]) => name)).toEqual(['proxy']);
  });

  test('a container runs without root, without capabilities and with a read-only file system', () => {
    for (const name of ['proxy', 'mock-1', 'mock-2'])
      expect(services[name]).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
    expect(dockerfile).toMatch(/^USER \d+:\d+$/m);
  });

  test('the store refuses commands instead of losing worlds, and syncs each before its response', () => {
    const command = (services['store']?.command ?? []).join(' ');
    expect(command).toContain('--appendonly yes --appendfsync always');
    expect(command).toContain('--maxmemory-policy noeviction');
  });

  test('names only services, networks, volumes and files that exist', () => {
    for (const { networks, volumes = [], depends_on = {} } of Object.values(services)) {
      for (const network of networks) expect(Object.keys(compose.networks)).toContain(network);
      for (const name of Object.keys(depends_on)) expect(Object.keys(services)).toContain(name);
      for (const volume of volumes) {
        const [source = ''] = volume.split(':');
        expect(source.startsWith('./') ? existsSync(source) : source in compose.volumes).toBe(true);
      }
    }
  });

  test('the proxy distributes to the mocks of Compose, and asks whether they are ready', () => {
    const proxy = read('deploy/haproxy.cfg');
    const servers = Array.from(
      proxy.matchAll(/^ {2}server (\S+) "\$\{\w+-(\S+):4010\}"$/gm),
      ([, , host]) => host,
    );
    expect(servers).toEqual(mocks.map(([name]) => name));
    expect(proxy).toContain('GET uri /__mock__/health/ready');
  });
});

describe('the image', () => {
  test('has a version of its base, and only Node and the built files in its last stage', () => {
    const bases = Array.from(dockerfile.matchAll(/^FROM (\S+)/gm), ([, image]) => image);
    expect(bases).toEqual([expect.stringMatching(/^node:\d+\.\d+\.\d+-[a-z-]+$/), 'scratch']);
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    expect(last).not.toMatch(/^RUN/m);
    expect(last.match(/^COPY --from=.*$/gm)).toEqual([
      'COPY --from=build /runtime /',
      'COPY --from=build /build/dist ./dist',
    ]);
  });

  test('starts and is checked without a shell, and stops by a signal', () => {
    const forms = Array.from(
      dockerfile.matchAll(/^(?:ENTRYPOINT|CMD| {2}CMD) (.*)$/gm),
      ([, form = '']) => form,
    );
    expect(forms).toHaveLength(3);
    for (const form of forms) expect(Array.isArray(JSON.parse(form))).toBe(true);
    expect(dockerfile).toContain('/__mock__/health/live');
    expect(dockerfile).toContain('STOPSIGNAL SIGTERM');
  });

  test('copies files that exist, and the licences of what is bundled', () => {
    const copied = Array.from(dockerfile.matchAll(/^COPY (?!--)(.*) \S+$/gm), ([, files = '']) =>
      files.split(' '),
    ).flat();
    expect(copied.filter((file) => !existsSync(file))).toEqual([]);
    expect(copied).toEqual(expect.arrayContaining(['LICENSE', 'THIRD-PARTY-NOTICES', 'package.json']));
  });

  test('gets every file that the build needs, and nothing that nobody named', () => {
    const lines = read('.dockerignore').split('\n');
    expect(lines).toContain('*');
    const named = lines.flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
    expect(named.filter((file) => !existsSync(file))).toEqual([]);
    const sources = sourceFiles().filter((file) => /^[a-z-]+\/.*\.tsx?$/.test(file));
    const folders = new Set(sources.flatMap((file) => file.split('/').slice(0, 1)));
    folders.delete('examples');
    folders.delete('deploy');
    expect(named).toEqual(expect.arrayContaining([...folders]));
  });
});

test('the devcontainer has what the tests need', () => {
  const { build, forwardPorts } = JSON.parse(read('.devcontainer/devcontainer.json')) as {
    readonly build: { readonly dockerfile: string };
    readonly forwardPorts: readonly number[];
  };
  expect(forwardPorts).toEqual([4010]);
  const file = read(join('.devcontainer', build.dockerfile));
  for (const program of ['chromium', 'redis-server', 'zsh']) expect(file).toContain(program);
});
