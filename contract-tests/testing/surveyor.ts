/** For tests: a surveyor without a network, and the outcomes that it gets. */
import { createRedactor } from '../../text/redactor.ts';
import { createSurveyor, type Question } from '../survey/surveyor.ts';
import type { OutgoingRequest, SendOutcome } from '../traffic/client.ts';

/** A request for the list. */
export const question: Question = {
  tag: 'list',
  operationId: 'listStatuses',
  url: 'http://host.example/list/',
  credential: { sent: 'Bearer canary-token', shown: 'Bearer $CONTRACT_TOKEN' },
};

/** A response of the target. */
export const answer = (
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): SendOutcome => ({
  kind: 'response',
  status,
  headers: Object.entries(headers),
  body,
});
/** A failed exchange. */
export const failure = (mayPass: boolean): SendOutcome => ({
  kind: 'no-response',
  reason: 'host: oops',
  mayPass,
});

/** A surveyor whose client returns these responses in turn, and whose waits take no time. */
export function surveyorWith(...answers: readonly SendOutcome[]) {
  const asked: OutgoingRequest[] = [];
  const waits: number[] = [];
  let now = Date.parse('2026-05-06T15:00:00Z');
  const surveyor = createSurveyor({
    client: {
      send: async (ask) => {
        asked.push(ask);
        now += 5;
        return answers[asked.length - 1] ?? answer(200);
      },
      close: () => undefined,
    },
    redact: createRedactor(['canary-token']),
    now: () => now,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
  });
  return { ...surveyor, asked, waits };
}

/** No response in time. */
export const silence: SendOutcome = {
  kind: 'no-response',
  reason: 'host: oops',
  mayPass: false,
  timedOut: true,
};
