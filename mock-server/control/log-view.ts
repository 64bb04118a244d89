/** Entries of a world's log as those who follow it see them. What was uploaded is left out, since it may be large. */
import { formatRfc3339, type Instant } from '../../time/time.ts';
import type { Intent, LogEntry } from '../domain/entry.ts';
import type { FaultRule } from '../domain/fault.ts';
import { flattenFault } from '../faults/fault-text.ts';

export function toLogEntryView({ position, real, nonce, intent }: LogEntry) {
  return { position, real: formatTime(real), nonce, intent: toIntentView(intent) };
}

function toIntentView(intent: Intent): object {
  switch (intent.kind) {
    case 'reset':
      return { ...intent, ...toStartView(intent) };
    case 'restore': {
      const { from: _, ...start } = intent;
      return { ...start, ...toStartView(start) };
    }
    case 'submit': {
      const { records: _, ...submission } = intent;
      return submission;
    }
    case 'clock':
      return intent.at === undefined ? intent : { ...intent, at: formatTime(intent.at) };
    case 'follow-wall-clock':
      return { ...intent, seen: formatTime(intent.seen) };
    case 'add-fault':
      return { ...intent, rule: flattenFault(intent.rule) };
    default:
      return intent;
  }
}

function toStartView({ at, faults }: { readonly at: Instant; readonly faults?: readonly FaultRule[] }) {
  return {
    at: formatTime(at),
    ...(faults === undefined ? {} : { faults: faults.map((rule) => flattenFault(rule)) }),
  };
}

const formatTime = (time: Instant): string => formatRfc3339(time, 3);
