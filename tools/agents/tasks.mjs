// Twenty tasks of somebody who works on an app: what is so before, the words of the task, and whether it is done.
// @ts-check

/**
 * The mock, for what surrounds a task: the app's requests, and the check.
 * @typedef {object} Stage
 * @property {string} url
 * @property {string} world
 * @property {string} job a job of alice
 * @property {(method: string, path: string, body?: object) => Promise<any>} control in the world
 * @property {(token?: string) => Promise<number>} poll the app polls the job once; the status code, 0 without a response
 */

/**
 * @typedef {object} Task
 * @property {string} name
 * @property {readonly string[]} steps the words that the driver gets; values are in quotation marks or numbers
 * @property {(stage: Stage) => Promise<unknown>} [before] what happened before
 * @property {(stage: Stage) => Promise<unknown>} [meanwhile] what the app does after the first step
 * @property {(stage: Stage, answer: string) => Promise<boolean> | boolean} isDone
 */

/** @param {Stage} stage */
const getJob = ({ control, job }) => control('GET', `jobs/${job}`);
/** @param {Stage} stage */
const getFaults = ({ control }) => control('GET', 'faults');
/** @param {Stage} stage @param {number} times */
async function pollTimes({ poll }, times) {
  for (let count = 0; count < times; count += 1) await poll();
}

/** @type {readonly Task[]} */
export const tasks = [
  {
    name: 'find the scenarios',
    steps: ['Which scenarios are there for a job?'],
    isDone: (_, answer) => answer.includes('fails-half-way') && answer.includes('pauses'),
  },
  {
    name: 'add a job that will be paused',
    steps: ['Add a job for the user "alice" with the scenario "pauses" and size 60.'],
    isDone: async ({ control }) =>
      (await control('GET', 'jobs')).some(
        (/** @type {any} */ one) => one.scenario === 'pauses' && one.size === 60,
      ),
  },
  {
    name: 'add a job, with a misspelt scenario',
    steps: ['Add a job for the user "bob" with the scenario "pause" and size 61.'],
    isDone: async ({ control }) =>
      (await control('GET', 'jobs')).some(
        (/** @type {any} */ one) => one.scenario === 'pauses' && one.size === 61,
      ),
  },
  {
    name: 'let the job fail',
    steps: ['Let the job fail, with the reason "The source is gone".'],
    isDone: async (stage) => (await getJob(stage)).api_status === 'failed',
  },
  {
    name: 'pause a job that does not run yet',
    steps: ['Pause the job.'],
    isDone: async (stage) => (await getJob(stage)).api_status === 'paused',
  },
  {
    name: 'complete the job',
    steps: ['Advance the clock until the job is "completed".'],
    isDone: async (stage) => (await getJob(stage)).api_status === 'completed',
  },
  {
    name: 'complete the job, with a misspelt status',
    steps: ['Advance the clock until the job is "complete".'],
    isDone: async (stage) => (await getJob(stage)).api_status === 'completed',
  },
  {
    name: 'stop just before completion',
    steps: ['Stop the clock: frozen true.', 'Advance the clock until the job is "in-progress".'],
    isDone: async (stage) =>
      (await stage.control('GET', 'clock')).frozen === true &&
      (await getJob(stage)).api_status === 'in-progress',
  },
  {
    name: 'go back in time',
    steps: ['Set the time of the clock to at "2026-01-01T00:00:00Z".'],
    isDone: async ({ control }) => (await control('GET', 'clock')).now.startsWith('2026-01-01'),
  },
  {
    name: 'an error from the third poll on, and did the app see it?',
    steps: [
      'Add a fault with the effect "error" and the problem "serverError" for the operation "getStatus" from 3.',
      'List the requests of the app whose response had the status "500".',
    ],
    meanwhile: (stage) => pollTimes(stage, 4),
    isDone: (_, answer) =>
      answer.includes('getStatus') && answer.includes('500') && !/"status": ?200/.test(answer),
  },
  {
    name: 'slow responses, without a length',
    steps: ['Add a fault with the effect "latency", so that responses are slow.'],
    isDone: async (stage) =>
      (await getFaults(stage)).some((/** @type {any} */ one) => one.effect === 'latency'),
  },
  {
    name: 'a fault with a misspelt operation and problem',
    steps: [
      'Add a fault with the effect "error", the problem "servererror", the operation "getstatus" and next 2.',
    ],
    isDone: async (stage) =>
      (await getFaults(stage)).some(
        (/** @type {any} */ one) =>
          one.problem === 'serverError' && one.operation === 'getStatus' && one.next === 2,
      ),
  },
  {
    name: 'remove all faults',
    before: async ({ control }) => {
      await control('POST', 'faults', { effect: 'reset' });
      await control('POST', 'faults', { effect: 'empty' });
    },
    steps: ['Delete all faults.'],
    isDone: async (stage) => (await getFaults(stage)).length === 0,
  },
  {
    name: 'why did the last request fail: a fault',
    before: async (stage) => {
      await stage.control('POST', 'faults', { effect: 'expired-token', next: 1 });
      await stage.poll();
    },
    steps: ['Find out why the last request of the app failed.'],
    isDone: (_, answer) => answer.includes('expired-token'),
  },
  {
    name: 'why did the last request fail: a foreign job',
    before: ({ poll, world }) => poll(`bob-token~${world}`),
    steps: ['Find out why the last request of the app failed.'],
    isDone: (_, answer) => answer.includes('belongs to'),
  },
  {
    name: 'restore a snapshot with a misspelt name',
    before: async (stage) => {
      await stage.control('POST', 'snapshots', { name: 'before-payment' });
      await stage.control('POST', `jobs/${stage.job}/fail`, {});
    },
    steps: ['Restore the world from the snapshot "before-pament".'],
    isDone: async (stage) => (await getJob(stage)).api_status !== 'failed',
  },
  {
    name: 'show a job that was deleted',
    before: ({ control, job }) => control('DELETE', `jobs/${job}`),
    steps: ['Show the job with its past and future.'],
    isDone: ({ job }, answer) => answer.includes(job) && answer.includes('"life"'),
  },
  {
    name: 'what does the coach say about the polling?',
    before: (stage) => pollTimes(stage, 12),
    steps: ["What is the coach's advice on the polling of the app?"],
    isDone: (_, answer) => answer.includes('too-fast') || answer.includes('"warning"'),
  },
  {
    name: 'how does the app use the world?',
    steps: ['With which base URL and which tokens does the app use this world?'],
    isDone: ({ world }, answer) => answer.includes(`alice-token~${world}`),
  },
  {
    name: 'save the world as a test that runs',
    before: ({ control }) => control('POST', 'clock', { frozen: true }),
    steps: ['Save this world as a test for the runner "node".'],
    isDone: (_, answer) =>
      answer.includes('startMock') && answer.includes("import { test } from 'node:test'"),
  },
];
