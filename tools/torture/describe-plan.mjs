// Describes the plan of a life in a few words.
// @ts-check

/** @typedef {import('../../torture/life/plan.ts').LifePlan} LifePlan */
/** @typedef {import('../../torture/life/plan.ts').PlannedFault} PlannedFault */
/** @typedef {import('../../torture/life/plan.ts').PlannedJob} PlannedJob */

/** @param {LifePlan} plan */
export function describePlan({ jobs, faults, latencies, sleeps, skew, isOutOfCredits, ...others }) {
  const { unmountAt, switchAt, tokenExpiresAt, retryAfterAsDate = false } = others;
  const parts = [
    ...jobs.map(describeJob),
    ...faults.map(describeFault),
    ...(latencies.length > 0 ? [`responses after ${latencies.map(formatTime).join(', ')}`] : []),
    ...sleeps.map(({ at, length }) => `sleeps ${formatTime(length)} from ${formatTime(at)} on`),
    ...(skew === 0 ? [] : [`clock ${formatTime(Math.abs(skew))} ${skew > 0 ? 'fast' : 'slow'}`]),
    ...(unmountAt === undefined ? [] : [`left at ${formatTime(unmountAt)}`]),
    ...(switchAt === undefined ? [] : [`turns to another job at ${formatTime(switchAt)}`]),
    ...(tokenExpiresAt === undefined ? [] : [`token expires at ${formatTime(tokenExpiresAt)}`]),
    ...(isOutOfCredits ? ['no credits'] : []),
    ...(retryAfterAsDate ? ['Retry-After is a date'] : []),
  ];
  return parts.join('; ');
}

/** @param {PlannedJob} job */
function describeJob({ scenario, rows }) {
  const size = rows > 10 ? `, ${rows} rows` : '';
  if (typeof scenario === 'string') return `\`${scenario}\`${size}`;
  return (
    scenario.steps
      .map(({ status, takes }) => (takes === undefined ? status : `${status} ${takes}`))
      .join(' → ') + size
  );
}

/** @param {PlannedFault} planned */
function describeFault({ at, fault: { effect, ...keys } }) {
  const details = Object.entries(keys).map(([name, value]) => `${name} ${value}`);
  return `\`${effect}\`${details.length > 0 ? ` (${details.join(', ')})` : ''}${at === 0 ? '' : ` at ${formatTime(at)}`}`;
}

/** @param {number} milliseconds */
function formatTime(milliseconds) {
  if (milliseconds < 1000) return `${milliseconds} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${round(seconds / 60)} min` : `${round(seconds / 3600)} h`;
}

/** @param {number} value */
const round = (value) => Math.round(value * 10) / 10;
