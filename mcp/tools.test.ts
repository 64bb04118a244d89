// The tools come from the control document: another document has other tools.
import { listControlOperations } from '../openapi/shipped.ts';
import { toMap } from '../openapi/values.ts';
import { controlDocument } from './testing/connected-client.ts';
import { type ControlDocument, createTools } from './tools.ts';

const tools = createTools(controlDocument, 'mine');

/** The parts of the document that these tests change. */
interface Editable {
  readonly components: {
    readonly schemas: { readonly NewJob: { readonly properties: Record<string, object> } };
  };
  readonly paths: Readonly<Record<string, { readonly get: { readonly parameters: object[] } }>>;
  readonly 'x-tools': Record<string, { actions: Record<string, string>; description: string }>;
}

/** A copy in which something else is written. */
const change = (edit: (document: Editable) => void): ControlDocument => {
  const copy = structuredClone(controlDocument);
  edit(copy as unknown as Editable);
  return copy;
};

test('the tools and their inputs', () => {
  const shown = tools.map(({ name, inputSchema }) => [
    name,
    Object.keys(toMap(inputSchema['properties'])).join(' '),
  ]);
  expect(Object.fromEntries(shown)).toMatchSnapshot();
});

test('there are at most twelve, and their list is short enough for a model', () => {
  expect(tools.length).toBeLessThanOrEqual(12);
  expect(
    JSON.stringify(tools, (key, value: unknown) => (key === 'actions' ? undefined : value)).length,
  ).toBeLessThan(30_000);
});

test('each operation that a model can use is an action', () => {
  const used = new Set(tools.flatMap(({ actions }) => actions.map(({ operation }) => operation.id)));
  const unused = listControlOperations().flatMap(({ id }) => (used.has(id) ? [] : [id]));
  // Probes and metrics are for machines, and the log and the events are streams.
  expect(unused).toEqual([
    'checkHealth',
    'checkReady',
    'checkLive',
    'getMetrics',
    'getWorldLog',
    'followEvents',
  ]);
});

test('an input has the description and the limits of the document, and says which actions take it', () => {
  const { inputSchema } = tools.find(({ name }) => name === 'jobs') ?? {};
  const { size, user, world } = toMap(inputSchema?.['properties']);
  expect(size).toMatchObject({ type: 'integer', minimum: 1, maximum: 1_000_000, description: 'add: Rows.' });
  expect(user).toEqual({ type: 'string', description: 'list: Only this user. add: A user of the world.' });
  expect(world).toMatchObject({ default: 'mine' });
});

test('only tools that read are marked as such', () => {
  expect(tools.filter(({ annotations }) => annotations.readOnlyHint).map(({ name }) => name)).toEqual([
    'mock',
    'explain',
    'save_test',
    'connection',
  ]);
  const destructive = tools.filter(({ annotations }) => annotations.destructiveHint).map(({ name }) => name);
  expect(destructive).toEqual(['worlds', 'snapshots', 'jobs', 'faults', 'requests', 'advice']);
});

test('a new parameter, field and action of the document is one of its tool', () => {
  const changed = createTools(
    change((document) => {
      document.components.schemas.NewJob.properties['colour'] = {
        description: 'Its colour.',
        type: 'string',
      };
      document.paths['/__mock__/api/worlds/{world}/jobs']?.get.parameters.push({
        name: 'sort',
        in: 'query',
        description: 'The order.',
        schema: { type: 'string', enum: ['age', 'size'] },
      });
      Object.assign(document['x-tools']['clock']?.actions ?? {}, { log: 'getWorldLog' });
      Object.assign(document['x-tools']['jobs'] ?? {}, { description: 'All about jobs.' });
    }),
    'mine',
  );
  const jobs = changed.find(({ name }) => name === 'jobs');
  expect(jobs?.inputSchema['properties']).toMatchObject({
    colour: { description: 'add: Its colour.' },
    sort: { enum: ['age', 'size'], description: 'list: The order.' },
  });
  expect(jobs?.description).toMatch(/^All about jobs\.\n- list: /);
  expect(changed.find(({ name }) => name === 'clock')?.actions.map(({ name }) => name)).toEqual([
    'get',
    'set',
    'log',
  ]);
});

test('a table that names an unknown operation, or too many tools, is refused', () => {
  const unknown = change((document) => {
    Object.assign(document['x-tools']['clock']?.actions ?? {}, { stop: 'stopClock' });
  });
  expect(() => createTools(unknown, 'mine')).toThrow('x-tools/clock: there is no operation "stopClock".');
  const many = change((document) => {
    for (const name of ['a', 'b']) document['x-tools'][name] = { description: 'One more.', actions: {} };
  });
  expect(() => createTools(many, 'mine')).toThrow('x-tools has 13 tools; at most 12 are allowed.');
});
