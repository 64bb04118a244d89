// The two interfaces that the driver can use: the tools with their schemas, and the control API with its documentation.
// @ts-check

/**
 * An input of an action, as its description presents it.
 * @typedef {object} Input
 * @property {string} name
 * @property {string} text
 * @property {boolean} required
 * @property {string} type such as `integer`
 * @property {readonly string[]} words the allowed values, if they are listed
 */

/**
 * @typedef {object} Action
 * @property {string} id
 * @property {string} title its name and one sentence
 * @property {string} text the rest of its description
 * @property {readonly Input[]} inputs
 */

/** @typedef {Readonly<Record<string, unknown>>} Values */

/**
 * @typedef {object} Response
 * @property {boolean} isRefused
 * @property {string} text what the agent reads
 * @property {{ readonly id: string, readonly values: Values } | undefined} instead the call that the refusal suggests
 */

/**
 * @typedef {object} AgentInterface
 * @property {readonly Action[]} actions
 * @property {(id: string, values: Values) => Promise<Response>} send
 */

/**
 * The tools: their list is all that the driver knows of them.
 * @param {import('@modelcontextprotocol/sdk/client/index.js').Client} client
 * @returns {Promise<AgentInterface>}
 */
export async function createToolInterface(client) {
  const { tools } = await client.listTools();
  /** @type {Action[]} */
  const actions = tools.flatMap(({ name, title = '', description = '', inputSchema }) => {
    const properties = /** @type {Record<string, any>} */ (inputSchema.properties ?? {});
    const [about = '', ...lines] = description.split('\n- ');
    /** @type {readonly string[]} */
    const names = properties['action']?.enum ?? [''];
    return names.map((action, index) => {
      const line = lines[index] ?? '';
      const needs = /Needs (.*)\.$/.exec(line)?.[1]?.split(', ') ?? [];
      return {
        id: action === '' ? name : `${name} ${action}`,
        title: `${title} ${action} ${line === '' ? about : line.replace(/ Needs .*$/, '')}`,
        text: about,
        inputs: Object.entries(properties)
          .filter(([input]) => input !== 'action')
          .map(([input, schema]) => toInput(input, schema, action, needs))
          .filter((input) => input !== undefined),
      };
    });
  });
  return {
    actions,
    send: async (id, values) => {
      const [name = '', action] = id.split(' ');
      const result = await client.callTool({
        name,
        arguments: action === undefined ? { ...values } : { action, ...values },
      });
      const [content] = /** @type {{ text: string }[]} */ (result.content);
      const call = /** @type {any} */ (result.structuredContent)?.call;
      return {
        isRefused: result.isError === true,
        text: content?.text ?? '',
        instead: call === undefined ? undefined : toInstead(call),
      };
    },
  };
}

/** @param {{ tool: string, arguments: { action?: string } & Record<string, unknown> }} call */
function toInstead({ tool, arguments: { action, ...values } }) {
  return { id: action === undefined ? tool : `${tool} ${action}`, values };
}

/**
 * A description says which actions have the input: `add, list: ...`.
 * @param {string} name @param {any} schema @param {string} action @param {readonly string[]} needs
 * @returns {Input | undefined}
 */
function toInput(name, schema, action, needs) {
  const { description = '', type = 'string', enum: words = [] } = schema;
  const parts = String(description).split(/(?<=\.) (?=[a-z]+(?:, [a-z]+)*: )/);
  const named = parts.filter((part) => /^[a-z]+(?:, [a-z]+)*: /.test(part));
  const own = named.find((part) => part.split(': ')[0]?.split(', ').includes(action));
  if (named.length > 0 && own === undefined) return undefined;
  const text = (own ?? description).replace(/^[a-z, ]+: /, '');
  return { name, text, type, words: words.map(String), required: needs.includes(name) };
}

/**
 * Plain HTTP with `docs/control-api.md`, without what is behind a refusal's `fix`.
 * @param {string} url of the mock @param {string} page the documentation
 * @returns {AgentInterface}
 */
export function createHttpInterface(url, page) {
  const sections = page.split(/^### /m).slice(1);
  const operations = sections.flatMap((section) => {
    const [id = ''] = section.split('\n');
    const [, method, path] = /^`([A-Z]+) (\/__mock__\/api\/[^`]*)`/m.exec(section) ?? [];
    if (method === undefined || path === undefined || id === 'followEvents') return [];
    // The fields of a body can be those of a schema, as a reader of the page finds them.
    const [, schema] = /^Has the fields of \[(\w+)\]/m.exec(section) ?? [];
    const fields = sections.find((one) => schema !== undefined && one.startsWith(`${schema}\n`)) ?? '';
    return [{ id, method, path, section, rows: `${section}\n${fields}` }];
  });
  /** @type {Action[]} */
  const actions = operations.map(({ id, path, section, rows: table }) => {
    const [sentence = '', ...rest] = (section.split('\n\n')[2] ?? '').split(/(?<=\.) /);
    const rows = [...table.matchAll(/^\| `([\w.-]+)`( \(required\))? \| (.*?) \| (.*?) \|$/gm)];
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    return {
      id,
      title: `${id.replaceAll(/([A-Z])/g, ' $1')} ${sentence}`,
      text: rest.join(' '),
      inputs: [
        ...inPath.map((name) => ({ name, text: `The ${name}.`, required: true, type: 'string', words: [] })),
        ...rows
          .filter(([, name = '']) => !inPath.includes(name))
          .map(([, name = '', required, type = '', text = '']) => ({
            name,
            text,
            required: required !== undefined,
            type: type.split(/[ ,]/)[0] ?? '',
            words: [...type.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word),
          })),
      ],
    };
  });
  return {
    actions,
    send: async (id, values) => {
      const { method = 'GET', path = '/' } = operations.find((one) => one.id === id) ?? {};
      const { address, others } = fillPath(path, values);
      const isQuery = method === 'GET' || method === 'DELETE';
      const query = new URLSearchParams(
        Object.fromEntries(
          isQuery ? Object.entries(others).map(([name, value]) => [name, String(value)]) : [],
        ),
      ).toString();
      const response = await fetch(`${url}${address}${query === '' ? '' : `?${query}`}`, {
        method,
        ...(isQuery ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(others) }),
      });
      const text = await response.text();
      const { detail } = parseJson(text);
      return {
        isRefused: response.status >= 400,
        text: typeof detail === 'string' ? detail : text,
        instead: undefined,
      };
    },
  };
}

/** @param {string} path @param {Values} values */
function fillPath(path, values) {
  const others = { ...values };
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name) => {
    const value = String(others[name] ?? name);
    delete others[name];
    return encodeURIComponent(value);
  });
  return { address, others };
}

/** @param {string} text @returns {any} */
function parseJson(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
