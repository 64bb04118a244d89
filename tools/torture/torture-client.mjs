// Tortures one client, in a process that does nothing else.
// @ts-check
import { describePlan } from './describe-plan.mjs';

/** @typedef {{ readonly report: string, readonly title: string, readonly library: string, readonly mistake: string, readonly breaks: readonly string[], readonly client: unknown }} Bug */
/** @typedef {{ readonly title: string, readonly library: string, readonly client: unknown }} Sound */
/** @typedef {{ readonly bugs: Readonly<Record<string, Bug>>, readonly soundClients: Readonly<Record<string, Sound>> }} Catalog */
/** @typedef {{ readonly list?: boolean, readonly name?: string, readonly seed?: number, readonly numRuns?: number, readonly timeLimit?: string }} Task */
/** @typedef {{ readonly bugs?: Readonly<Record<string, Bug>>, readonly sound?: Readonly<Record<string, Sound>>, readonly lives?: number, readonly ms?: number, readonly rule?: string, readonly message?: string, readonly life?: string }} Answer */
/** @typedef {(client: unknown, options: object) => Promise<{ lives: number, ms: number, finding?: { rule: { name: string }, violation: { message: string }, life: { plan: import('../../torture/life/plan.ts').LifePlan } } }>} FindFailure */

/** @param {Catalog} catalog @param {FindFailure} findFailure @param {Task} task @returns {Promise<Answer>} */
export async function answer({ bugs, soundClients }, findFailure, { list, name = '', ...options }) {
  if (list === true) return { bugs, sound: soundClients };
  const client = (bugs[name] ?? soundClients[name])?.client;
  const { lives, ms, finding } = await findFailure(client, { ...options, log: false });
  if (finding === undefined) return { lives, ms };
  const { rule, violation, life } = finding;
  return { lives, ms, rule: rule.name, message: violation.message, life: describePlan(life.plan) };
}
