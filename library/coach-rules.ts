/** The rules of the coach whose advice is a warning, with their words. */
import { formatSource } from '../mock-server/coach/advice.ts';
import { rules } from '../mock-server/coach/rules/index.ts';
import type { Spec } from '../openapi/spec.ts';

export interface CoachWarning {
  readonly id: string;
  /** The problem, in one sentence. */
  readonly title: string;
  readonly source: string;
  readonly remedy: string;
}

/** In the order of their advice. */
export function listCoachWarnings(spec: Spec): readonly CoachWarning[] {
  return rules
    .filter(({ level }) => level === 'warning')
    .map(({ id, title, ground, remedy }) => ({ id, title, source: formatSource(ground, spec), remedy }));
}
