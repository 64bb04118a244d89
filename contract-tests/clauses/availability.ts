/** Judges the availability of the target. Transient errors count only here. */
import type { Judge } from '../verdict/clause.ts';
import { formatAvailability, getAvailability } from '../evidence/availability.ts';
import { isAnswered, isUnavailable } from '../evidence/exchange.ts';

/** In percent; the default of --min-availability. */
export const defaultMinAvailability = 95;

/** With fewer requests, a single fault would weigh too much. */
export const minRequests = 20;

export const answersMostRequests: Judge = ({ evidence, minAvailability = defaultMinAvailability }) => {
  const availability = getAvailability(evidence);
  const { requests, answered } = availability;
  if (requests < minRequests)
    return {
      verdict: 'unobserved',
      missing: { need: 'sight', message: `at least ${minRequests} requests; this run sent ${requests}` },
    };
  if (answered * 100 >= minAvailability * requests)
    return { verdict: 'kept', exchanges: evidence.exchanges.filter(isAnswered).map(({ id }) => id) };
  const missed = evidence.exchanges.find((one) => !isAnswered(one) || isUnavailable(one.outcome));
  return {
    verdict: 'broken',
    breaches: [
      {
        ...(missed === undefined ? {} : { exchange: missed.id }),
        expected: `responses to at least ${minAvailability} % of the requests`,
        actual: formatAvailability(availability),
      },
    ],
  };
};
