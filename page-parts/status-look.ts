/** How a status looks: its tone by API status, and among the internal statuses of one API status a pattern and a shape. */
import type { LifeCycle } from '../openapi/life-cycle.ts';

export interface StatusLook {
  /** For CSS: `tone-1` ... in the order of the document's API statuses. */
  readonly tone: string;
  /** For CSS: `pattern-0` (plain), `pattern-1` (stripes), `pattern-2` (dots), by its place among those of one API status. */
  readonly pattern: string;
  /** A character that tells the API statuses apart without colour. */
  readonly mark: string;
  /** The shape of its segment, by its part in the life cycle. */
  readonly shape: 'waiting' | 'working' | 'held' | 'done' | 'failed';
}

const marks = ['○', '▶', '✓', '✕', '❚❚'];
const patterns = 3;

/** @throws Error for a status that the document does not have */
export function getStatusLook(internalStatus: string, lifeCycle: LifeCycle): StatusLook {
  const api = lifeCycle.getApiStatus(internalStatus);
  const tone = lifeCycle.apiStatuses.indexOf(api);
  const equals = lifeCycle.internalStatuses.filter((one) => lifeCycle.getApiStatus(one) === api);
  return {
    tone: `tone-${(tone % marks.length) + 1}`,
    pattern: `pattern-${equals.indexOf(internalStatus) % patterns}`,
    mark: marks[tone % marks.length] ?? '',
    shape: getShape(internalStatus, lifeCycle),
  };
}

function getShape(internalStatus: string, lifeCycle: LifeCycle): StatusLook['shape'] {
  if (lifeCycle.isFailure(internalStatus)) return 'failed';
  if (lifeCycle.works(internalStatus)) return 'working';
  const work = lifeCycle.workIn(internalStatus);
  return work === 'to-come' ? 'waiting' : work === 'under-way' ? 'held' : 'done';
}
