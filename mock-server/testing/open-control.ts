/** A control API without a token, for tests of the HTTP edge. */
import { instant } from '../../time/time.ts';
import { createGuard } from '../access/guard.ts';
import { hashing } from '../http/hashing.ts';
import type { ControlAccess } from '../http/admission.ts';

export const openControl: ControlAccess = { guard: createGuard({ hashing }), now: () => instant(0) };
