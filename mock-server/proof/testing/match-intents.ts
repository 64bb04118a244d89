/** Which entries of a log an action of a client can have written. */
import type { Intent } from '../../domain/entry.ts';
import type { Action } from '../history.ts';

/** The kinds of intents of calls to the control API that have no action of their own. */
const kindsOfCalls: Readonly<Record<string, Intent['kind']>> = {
  'POST /clock': 'clock',
  'POST /jobs': 'add',
  'POST /snapshots': 'save-snapshot',
  'POST /restore': 'restore-snapshot',
  'POST /reset': 'reset',
  'POST /faults': 'add-fault',
  'DELETE /faults': 'clear-faults',
};

export function canWrite(action: Action, intent: Intent): boolean {
  switch (action.kind) {
    case 'submit':
      return intent.kind === 'submit' && intent.owner === 'alice';
    case 'spend':
      return intent.kind === 'submit' && intent.owner === 'carol' && intent.rows === action.rows;
    case 'refund':
      return intent.kind === 'fail' && intent.job === action.job;
    case 'advance':
      return intent.kind === 'clock' && intent.advance === 1000 * action.by;
    case 'other':
      return kindsOfCalls[action.call] === intent.kind;
    default:
      return 'job' in action && 'job' in intent && action.kind === intent.kind && action.job === intent.job;
  }
}
