/** Lives of apps, made by hand. */
import type { AppLife, AppRequest, DocumentLife } from '../app-life.ts';
import { calmPlan } from '../first-plans.ts';

export const minute = 60_000;

/** A job that is completed after a minute, followed by a page that is right. */
export function createAppLife(given: Partial<AppLife> = {}): AppLife {
  return {
    plan: calmPlan,
    job: {
      id: '291a404e-a7f9-4702-a0b6-7121a4893a40',
      rows: 3,
      statuses: [
        createChange(0, 'queued', 'Draft'),
        createChange(20_000, 'in-progress', 'Enrichment Started'),
        createChange(minute, 'completed', 'Enhancement Completed'),
      ],
    },
    documents: [createDocument({})],
    requests: [0, 20_000, 40_000, minute].map((at, index) => createRequest(index + 1, at)),
    moments: [],
    advice: [],
    endedAt: 11 * minute,
    endedBy: 'time',
    ...given,
  };
}

function createChange(at: number, status: string, internalStatus: string) {
  return { at, status, internalStatus, updatedAt: new Date(at).toISOString() };
}

export function createDocument(given: Partial<DocumentLife>): DocumentLife {
  return {
    tab: 0,
    openedAt: 0,
    shown: [
      { at: 0, text: 'Loading…' },
      { at: 50, text: 'queued', status: 'queued' },
      { at: 20_050, text: 'in-progress', status: 'in-progress' },
      { at: minute + 50, text: 'completed', status: 'completed' },
    ],
    errors: [],
    ...given,
  };
}

export function createRequest(number: number, at: number, given: Partial<AppRequest> = {}): AppRequest {
  const status = at < 20_000 ? 'queued' : at < minute ? 'in-progress' : 'completed';
  return {
    number,
    document: 0,
    method: 'GET',
    target: '/api/v1/enrichment/status/291a404e-a7f9-4702-a0b6-7121a4893a40/',
    operation: 'getStatus',
    job: 0,
    sentAt: at,
    decidedAt: at + 25,
    arrivedAt: at + 50,
    outcome: 'response',
    status: 200,
    shown: [{ job: 0, status }],
    faults: [],
    ...given,
  };
}
