/** The control operations about what the coach says. */
import { notYet } from './not-yet.ts';

export const adviceOperations = { clearAdvice: notYet, getAdvice: notYet };
