/** Makes a rule of what a user wrote. */
import type { CustomRule, Rule, Violation } from './rule.ts';

/** A rule that says in one way what its check may say in several. */
export function toRule({ name, title = name, source = 'your own rule', check }: CustomRule): Rule {
  return {
    name,
    title,
    source,
    check: (life) => {
      let judged: unknown;
      try {
        judged = check(life);
      } catch (error) {
        return { message: getMessage(error, name) };
      }
      return toViolation(judged, name);
    },
  };
}

const getMessage = (error: unknown, name: string): string => {
  const { message } = (error ?? {}) as { readonly message?: unknown };
  const text = typeof message === 'string' && message !== '' ? message : String(error);
  return `The check of "${name}" threw: ${text}`;
};

function toViolation(judged: unknown, name: string): Violation | undefined {
  if (judged === undefined || judged === null || judged === true || judged === '') return undefined;
  if (judged === false) return { message: `The check of "${name}" returned false.` };
  if (typeof judged === 'string') return { message: judged };
  const { message, then } = judged as { readonly message?: unknown; readonly then?: unknown };
  if (typeof message === 'string') return judged as Violation;
  const what =
    typeof then === 'function' ? 'a promise; a check must return at once' : 'neither a text nor a violation';
  return {
    message: `The check of "${name}" returned ${what}: return undefined if the life keeps the rule, else a text that says what is wrong.`,
  };
}
