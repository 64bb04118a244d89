/** Compares the clock of the target with the clock of this machine. */
import type { AnsweredExchange } from './exchange.ts';
import { getTargetTimeMs } from './sightings.ts';

/** Clocks of one deployment may differ a little. */
export const skewMs = 120_000;

/** Whether the `Date` header fits the clock of this machine; false without one. The Date of a gateway can be an hour off. */
export function doClocksAgree(exchange: AnsweredExchange): boolean {
  const date = getTargetTimeMs(exchange);
  if (date === undefined) return false;
  const { startedMs, tookMs } = exchange;
  return date >= startedMs - skewMs && date <= startedMs + tookMs + skewMs;
}

/** The latest time that the response may have been sent, by either clock; undefined without a `Date` header. */
export function getLatestTimeMs(exchange: AnsweredExchange): number | undefined {
  const date = getTargetTimeMs(exchange);
  return date === undefined ? undefined : Math.max(date, exchange.startedMs + exchange.tookMs);
}

/** A gateway with a wrong time zone is at least this far off; the clock of a mock that runs quickly is usually nearer. */
const zoneMs = 30 * 60_000;

/**
 * The earliest time that the response may have been sent, undefined without a `Date` header. A Date that is off like one of another
 * time zone says less than the clock of this machine.
 */
export function getEarliestTimeMs(exchange: AnsweredExchange): number | undefined {
  const date = getTargetTimeMs(exchange);
  if (date === undefined || Math.abs(date - exchange.startedMs) < zoneMs) return date;
  return Math.min(date, exchange.startedMs);
}
