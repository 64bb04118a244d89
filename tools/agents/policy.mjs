// The driver: a fixed policy in place of an agent. It knows the words of a task and the descriptions of an interface,
// and treats both interfaces the same.
// @ts-check

/** @typedef {import('./interfaces.mjs').AgentInterface} AgentInterface */
/** @typedef {import('./interfaces.mjs').Action} Action */
/** @typedef {import('./interfaces.mjs').Input} Input */
/** @typedef {import('./interfaces.mjs').Values} Values */

/** So many calls for one step of a task, then the driver gives up. */
const maxCalls = 5;

/**
 * @typedef {object} Outcome
 * @property {number} calls
 * @property {number} wrong calls that were refused
 * @property {string} answer what the driver read last
 */

/**
 * Works on one step: chooses the action whose description is nearest to the words of the step, fills in the inputs that the
 * step names, and sends it. After a refusal, it follows the call that the refusal suggests; if there is none, it looks for
 * `did you mean "x"` and for the first allowed value in the text, and then tries the next action.
 * @param {AgentInterface} given @param {string} step @param {Values} known values that the task gives, such as the world
 * @returns {Promise<Outcome>}
 */
export async function workOn({ actions, send }, step, known) {
  const candidates = rankActions(actions, step);
  let [action, ...others] = candidates;
  if (action === undefined) return { calls: 0, wrong: 0, answer: '' };
  /** @type {{ readonly id: string, readonly values: Values }} */
  let call = { id: action.id, values: fillInputs(action, step, known) };
  const wanted = call;
  let wrong = 0;
  for (let calls = 1; calls <= maxCalls; calls += 1) {
    const { isRefused, text, instead } = await send(call.id, call.values);
    // What had to come first is done: now the call itself.
    if (!isRefused && isBefore(call.id, wanted.id) && calls < maxCalls) {
      call = wanted;
      continue;
    }
    if (!isRefused) return { calls, wrong, answer: text };
    wrong += 1;
    const repaired = instead ?? repair(call, text);
    if (repaired !== undefined && JSON.stringify(repaired) !== JSON.stringify(call)) {
      call = repaired;
      continue;
    }
    [action, ...others] = others;
    if (action === undefined) return { calls, wrong, answer: text };
    call = { id: action.id, values: fillInputs(action, step, known) };
  }
  return { calls: maxCalls, wrong, answer: '' };
}

/** Whether a suggested call prepares the wanted one: it changes something. @param {string} suggested @param {string} wanted */
const isBefore = (suggested, wanted) => !/\b(list|get|reset)/i.test(suggested) && suggested !== wanted;

/**
 * What a refusal says in words: the nearest value, or the first that is allowed.
 * @param {{ readonly id: string, readonly values: Values }} call @param {string} text
 */
function repair({ id, values }, text) {
  const [, near] = /did you mean "([^"]+)"/.exec(text) ?? /allowed: "([^"]+)"/.exec(text) ?? [];
  const wrong = [...text.matchAll(/"([^"]*)"/g)].map(([, word]) => word);
  const { world, ...others } = values;
  if (near === undefined) return undefined;
  const key = Object.keys(others).find((name) => wrong.includes(name));
  if (key !== undefined) {
    const { [key]: value, ...kept } = values;
    return { id, values: { ...kept, [near]: value } };
  }
  // A value can be inside another one.
  const given = wrong.find((word) => JSON.stringify(others).includes(`:"${word}"`));
  if (given === undefined) return undefined;
  return {
    id,
    values: { world, ...JSON.parse(JSON.stringify(others).replace(`:"${given}"`, `:"${near}"`)) },
  };
}

/**
 * The actions by how many rare words their descriptions share with the step.
 * @param {readonly Action[]} actions @param {string} step @returns {readonly Action[]}
 */
function rankActions(actions, step) {
  const texts = actions.map((action) => ({
    action,
    title: new Set(toWords(action.title)),
    text: new Set(
      toWords(`${action.text} ${action.inputs.map(({ name, text }) => `${name} ${text}`).join(' ')}`),
    ),
  }));
  const words = [...new Set(toWords(step.replaceAll(/"[^"]*"/g, ' ')))];
  const scored = texts.map(({ action, title, text }) => {
    const score = words.reduce((sum, word) => {
      const count = texts.filter((one) => one.title.has(word) || one.text.has(word)).length;
      const weight = count === 0 ? 0 : Math.log(1 + texts.length / count);
      return sum + weight * (title.has(word) ? 3 : text.has(word) ? 1 : 0);
    }, 0);
    const named = action.inputs.filter((input) => findValue(input, step) !== undefined).length;
    return { action, score: score + 2 * named };
  });
  return scored.toSorted((a, b) => b.score - a.score).map(({ action }) => action);
}

/** Words without endings, so that `paused` and `pauses` are one. @param {string} text */
function toWords(text) {
  return text
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 2 && !empty.has(word))
    .map((word) => word.replace(/(?:ing|ed|es|s|e)$/, ''));
}

const empty = new Set(
  'the and for with that this its has have are was not but you can from into any'.split(' '),
);

/** @param {Action} action @param {string} step @param {Values} known */
function fillInputs({ inputs }, step, known) {
  const entries = inputs.flatMap((input) => {
    const value =
      findValue(input, step) ?? (input.required || input.name === 'world' ? known[input.name] : undefined);
    return value === undefined ? [] : [[input.name, value]];
  });
  return unfold(Object.fromEntries(entries), inputs, step, known);
}

/** `until` is an object with a job and a status. @param {Record<string, unknown>} values @param {readonly Input[]} inputs @param {string} step @param {Values} known */
function unfold(values, inputs, step, known) {
  const [, status] = /until [^"]*"([^"]+)"/.exec(step) ?? [];
  if (status === undefined || !inputs.some(({ name }) => name === 'until')) return values;
  return { ...values, until: { job: known['job'], status } };
}

/** The value that the step gives after the name of an input: `size 60`, `user "alice"`, `frozen true`. @param {Input} input @param {string} step */
function findValue({ name, type, words }, step) {
  if (type === 'object') return undefined;
  const spoken = name.replaceAll(/[_.-]/g, '[ _-]');
  const [, quoted, plain] =
    new RegExp(`\\b${spoken}:? (?:"([^"]*)"|(\\d[\\w:.-]*|true|false))`, 'i').exec(step) ?? [];
  const text = quoted ?? plain ?? words.find((word) => step.includes(`"${word}"`));
  if (text === undefined) return undefined;
  if (type === 'boolean') return text === 'true';
  return type === 'integer' || type === 'number' ? Number(text) : text;
}
