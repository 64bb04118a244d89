/** How each status looks, as the document had it when the program was built. */
import looks from 'prepared:status-looks.json';

import type { StatusLook } from '../../page-parts/status-look.ts';

const known = looks as Readonly<Record<string, StatusLook>>;
/** A mock may simulate another document. */
const unknown: StatusLook = { tone: 'tone-1', pattern: 'pattern-0', mark: '', shape: 'waiting' };

export const findLook = (status: string): StatusLook =>
  Object.hasOwn(known, status) ? (known[status] ?? unknown) : unknown;
