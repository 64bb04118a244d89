/** Holds the place of an operation that is being made. */
import { type ControlHandler, refused } from './outcome.ts';

export const notYet: ControlHandler = () => refused(404, 'This is being made.');
