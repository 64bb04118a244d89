// Runs tasks with the driver on one interface, each in its own world, and counts.
// @ts-check
import { workOn } from './policy.mjs';

/** @typedef {import('./tasks.mjs').Task} Task */
/** @typedef {import('./tasks.mjs').Stage} Stage */

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {number} calls
 * @property {number} wrong
 * @property {boolean} isDone
 * @property {string} answer the last response
 */

/**
 * @param {readonly Task[]} tasks
 * @param {import('./interfaces.mjs').AgentInterface} given
 * @param {{ readonly url: string, readonly prefix: string }} mock `prefix` begins the names of the worlds
 * @returns {Promise<readonly Row[]>}
 */
export async function runTasks(tasks, given, { url, prefix }) {
  /** @type {Row[]} */
  const rows = [];
  for (const [index, task] of tasks.entries()) {
    const stage = await createStage(url, `${prefix}-${index + 1}`);
    await task.before?.(stage);
    let [calls, wrong, answer] = [0, 0, ''];
    for (const [step, words] of task.steps.entries()) {
      if (step === 1) await task.meanwhile?.(stage);
      const worked = await workOn(given, words, { world: stage.world, job: stage.job });
      calls += worked.calls;
      wrong += worked.wrong;
      answer = worked.answer;
    }
    rows.push({ name: task.name, calls, wrong, isDone: await task.isDone(stage, answer), answer });
    await stage.control('DELETE', '');
  }
  return rows;
}

/** @param {string} url @param {string} world @returns {Promise<Stage>} */
async function createStage(url, world) {
  /** @type {Stage['control']} */
  const control = async (method, path, body) => {
    const response = await fetch(`${url}/__mock__/api/worlds/${world}${path === '' ? '' : `/${path}`}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  const { id: job } = await control('POST', 'jobs', {
    user: 'alice',
    scenario: 'straight-through',
    size: 100,
  });
  /** @type {Stage['poll']} */
  const poll = async (token = `alice-token~${world}`) => {
    const path = `/api/v1/enrichment/status/${job}/`;
    try {
      const response = await fetch(`${url}${path}`, { headers: { Authorization: `Bearer ${token}` } });
      await response.text();
      return response.status;
    } catch {
      return 0;
    }
  };
  return { url, world, job, control, poll };
}

/** The table of both, as Markdown. @param {readonly Row[]} withTools @param {readonly Row[]} withHttp */
export function formatTable(withTools, withHttp) {
  const lines = withTools.map((row, index) => {
    const other = withHttp[index];
    return `| ${row.name} | ${formatRow(row)} | ${other === undefined ? '' : formatRow(other)} |`;
  });
  return [
    '| Task | calls | wrong | done | calls, without | wrong, without | done, without |',
    '|---|---|---|---|---|---|---|',
    ...lines,
    `| **all ${withTools.length}** | ${formatSum(withTools)} | ${formatSum(withHttp)} |`,
  ].join('\n');
}

/** @param {Row} row */
const formatRow = ({ calls, wrong, isDone }) => `${calls} | ${wrong} | ${isDone ? 'yes' : 'no'}`;

/** @param {readonly Row[]} rows */
function formatSum(rows) {
  const sum = (/** @type {(row: Row) => number} */ get) => rows.reduce((total, row) => total + get(row), 0);
  return `**${sum((row) => row.calls)}** | **${sum((row) => row.wrong)}** | **${sum((row) => Number(row.isDone))}**`;
}
