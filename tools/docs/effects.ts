/** Generates the parts about effects from their table: rows of a page, and parts of the control document and of world files. */
import type { EffectKey } from '../../mock-server/faults/effects/effect.ts';
import { effects } from '../../mock-server/faults/effects/index.ts';
import { asSentence } from './schema.ts';
import { formatTable } from './table.ts';

/** One row per effect. */
export function formatEffects(): string {
  return formatTable(
    ['Effect', 'What happens'],
    effects.map(({ name, about }) => [`\`${name}\``, asSentence(about)]),
  );
}

/** The control document with its generated lines, between `# generated: NAME` and `# end generated`. */
export function fillControlDocument(text: string): string {
  const filled = fillParts(text, { effects: formatEffectSchema(), 'effect-keys': formatKeySchemas() });
  const [, properties = ''] = /^ {4}FaultRule:\n.*?^ {6}properties:\n(.*?)^ {4}\w/ms.exec(filled) ?? [];
  const names = [...properties.matchAll(/^ {8}(\w+):/gm)].map(([, name = '']) => name);
  return fillParts(filled, { 'fault-keys': [`propertyNames: {enum: [${names.join(', ')}]}`] });
}

function fillParts(text: string, parts: Readonly<Record<string, readonly string[]>>): string {
  return text.replaceAll(
    /^( *)# generated: ([a-z-]+)\n.*?^ *# end generated$/gms,
    (whole, indent: string, name: string) =>
      parts[name] === undefined
        ? whole
        : [`# generated: ${name}`, ...parts[name], '# end generated'].map((line) => indent + line).join('\n'),
  );
}

function formatEffectSchema(): readonly string[] {
  return [
    'description: |',
    ...effects.map(({ name, about }) => `  - \`${name}\`: ${about}.`),
    'type: string',
    `enum: [${effects.map(({ name }) => name).join(', ')}]`,
  ];
}

/** The keys of all effects, and `done`, which has the same default. */
function formatKeySchemas(): readonly string[] {
  const names = [...new Set(effects.flatMap(({ keys }) => Object.keys(keys)))];
  const notDone = effects.filter(({ isDone }) => !isDone).map(({ name }) => name);
  const done = `Whether the request (a submission, a pause, a counted poll) still takes effect. Default: false for ${formatAnd(notDone)}, true for all others.`;
  return [...names.map(formatKey), `done: {description: ${quote(done)}, type: boolean}`];
}

function formatKey(name: string): string {
  const takers = effects.flatMap((effect) => {
    const key = effect.keys[name];
    return key === undefined ? [] : [{ effect: effect.name, key }];
  });
  const [{ key } = { key: undefined }] = takers;
  if (key === undefined || takers.some((one) => one.key !== key))
    throw new Error(`The effects that share the key "${name}" must share its schema: export it once.`);
  const names = takers.map(({ effect }) => effect);
  const whose = names.length === 1 ? `effect ${names[0]}` : `effects ${formatAnd(names)}`;
  const description = quote(asSentence(`${whose}: ${key.description}`));
  const size = key.type === 'integer' ? [['format', 'int32'] as const] : [];
  const [type, ...others] = Object.entries(toJsonSchema(key));
  const facts = [...(type === undefined ? [] : [type]), ...size, ...others].map(
    ([fact, value]) => `${fact}: ${formatFlow(value)}`,
  );
  return `${name}: {description: ${description}, ${facts.join(', ')}}`;
}

function toJsonSchema({ type, minimum, enum: allowed, default: byDefault }: EffectKey) {
  return {
    type,
    ...(type === 'string' ? { minLength: 1 } : {}),
    ...(minimum === undefined ? {} : { minimum }),
    ...(allowed === undefined ? {} : { enum: allowed }),
    ...(byDefault === undefined ? {} : { default: byDefault }),
  };
}

const formatFlow = (value: unknown) => (Array.isArray(value) ? `[${value.join(', ')}]` : String(value));
const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;
const formatAnd = (names: readonly string[]) => names.join(', ').replace(/, ([^,]*)$/, ' and $1');

/** The schema of world files including the effects; the text stays identical if nothing changes. */
export function fillWorldSchema(text: string): string {
  const schema = JSON.parse(text) as { readonly $defs: Readonly<Record<string, unknown>> };
  const { allOf, ...effect } = createWorldEffect();
  if (JSON.stringify(schema.$defs['effect']) === JSON.stringify({ ...effect, allOf })) return text;
  const facts = Object.entries({ ...effect }).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  const rows = allOf.map((row) => JSON.stringify(row)).join(',\n');
  return text.replace(
    /^ {4}"effect": \{\n.*?^ {4}\}/ms,
    () => `    "effect": {\n${[...facts, `"allOf": [\n${rows}\n]`].join(',\n')}\n    }`,
  );
}

function createWorldEffect() {
  return {
    description: 'The name of an effect, and the values of its keys. `make docs` writes this.',
    type: 'object',
    required: ['kind'],
    properties: { kind: { enum: effects.map(({ name }) => name) } },
    allOf: effects.map(({ name, keys }) =>
      Object.fromEntries([
        ['if', { required: ['kind'], properties: { kind: { const: name } } }],
        // oxlint-disable-next-line unicorn/no-thenable -- A keyword of JSON Schema; no code awaits it.
        ['then', createKeysSchema(keys)],
      ]),
    ),
  };
}

function createKeysSchema(keys: Readonly<Record<string, EffectKey>>) {
  const required = Object.keys(keys).filter((key) => keys[key]?.required === true);
  const properties = Object.entries(keys).map(([key, schema]) => [key, toJsonSchema(schema)]);
  return {
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
    properties: { kind: true, ...Object.fromEntries(properties) },
  };
}
