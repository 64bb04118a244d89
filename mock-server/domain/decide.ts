/** Decides what an intent does to a world, or why it does nothing. Pure: the world is not changed. */
import { formatOneOf } from '../../openapi/complaint.ts';
import { drawUuid } from '../../random/random.ts';
import { duration, endOfTime, formatRfc3339, type Instant, instant } from '../../time/time.ts';
import { decideAction, decideFailure, decideForce } from './actions.ts';
import { addFaultRule, countFaults, isAppliedNext, maxFaults, removeAllFaults, removeFaultById } from './active-faults.ts';
