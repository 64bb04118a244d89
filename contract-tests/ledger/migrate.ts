/** Turns a ledger of an earlier version into one of this version, so that no run of a user is lost. */
import { isMap } from '../../openapi/values.ts';
import { ledgerFormat, ledgerVersion } from './format.ts';

/** @returns the value in the format of this version, if it is a ledger of an earlier one; otherwise the value itself */
export function migrateLedger(value: unknown): unknown {
  if (!isLedger(value) || value['version'] !== 2) return value;
  // Version 3 added the numbers of each run.
  return { ...value, version: ledgerVersion, statistics: [] };
}

/** The version of a ledger that this program cannot read; undefined for every other value. */
export function findForeignVersion(value: unknown): number | undefined {
  const version = isLedger(value) ? value['version'] : undefined;
  return Number.isSafeInteger(version) && version !== ledgerVersion ? Number(version) : undefined;
}

function isLedger(value: unknown): value is Readonly<Record<string, unknown>> {
  return isMap(value) && value['format'] === ledgerFormat;
}
