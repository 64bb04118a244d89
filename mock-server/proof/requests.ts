/** How actions are sent: to which of the two APIs, as whom, and with which body. */
import type { Action } from './history.ts';

export interface Request {
  readonly isControl: boolean;
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** Of the mocked API. */
  readonly token?: string;
  /** JSON. */
  readonly body?: string;
}

/** A job of this scenario is queued for 15 minutes, in progress until two hours have passed, and then completed. */
const worker = 'two-hours';
/** It costs something and never ends. */
const waiter = 'stuck-in-queue';

/** The request for an action in a world. */
export function toRequest(action: Action, world: string): Request {
  switch (action.kind) {
    case 'submit':
      return ask(world, 'alice', 'POST enrichment/submit/', createSubmission(worker, 2));
    case 'spend':
      return ask(world, 'carol', 'POST enrichment/submit/', createSubmission(waiter, action.rows));
    case 'pause':
    case 'resume':
      return ask(world, 'alice', 'POST enrichment-control/', {
        csv_file_id: action.job,
        action: action.kind,
      });
    case 'status':
      return ask(world, 'alice', `GET enrichment/status/${action.job}/`);
    case 'results':
      return ask(world, 'alice', `GET enrichment/result/${action.job}/`);
    case 'list':
      return ask(world, 'alice', 'GET enrichment/status/');
    case 'advance':
      return control(world, 'POST /clock', { advance: `${action.by}s` });
    case 'clock':
      return control(world, 'GET /clock');
    case 'credits':
      return control(world, 'GET /users');
    case 'life':
      return control(world, `GET /jobs/${action.job}`);
    case 'delete':
      return control(world, `DELETE /jobs/${action.job}`);
    case 'undelete':
      return control(world, `POST /jobs/${action.job}/undelete`);
    case 'fail':
    case 'refund':
      return control(world, `POST /jobs/${action.job}/fail`, { reason: 'Broken.' });
    case 'force':
      return control(world, `POST /jobs/${action.job}/status`, {
        internal_status: 'Enrichment Started',
        anyway: true,
      });
    default:
      return control(world, action.call, action.body);
  }
}

const json = (body: unknown) => (body === undefined ? {} : { body: JSON.stringify(body) });

function ask(world: string, user: string, line: string, body?: unknown): Request {
  const [method = '', path = ''] = line.split(' ');
  return {
    isControl: false,
    method,
    target: `/api/v1/${path}`,
    token: `${user}-token~${world}`,
    ...json(body),
  };
}

function control(world: string, line: string, body?: unknown): Request {
  const [method = '', path = ''] = line.split(' ');
  return { isControl: true, method, target: `/__mock__/api/worlds/${world}${path}`, ...json(body) };
}

/** Each possible contact of an account costs a credit, so that a submission is small and expensive. */
export const maxContacts = 20;

function createSubmission(scenario: string, rows: number): unknown {
  const record = { company_name: `scenario:${scenario}` };
  return {
    category: 'account',
    records: Array.from({ length: rows }, () => record),
    criteria: { job_titles: ['Head of Research'], max_contacts: maxContacts },
  };
}
