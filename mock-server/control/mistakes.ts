/** What is wrong with a control request, in words. */
import { findNearest } from '../../openapi/complaint.ts';
import { toExcerpt } from '../../openapi/diagnostics/excerpt.ts';

/** Joins mistakes into one sentence, after their subject. */
export function formatMistakes(mistakes: readonly string[]): string {
  const said = mistakes.join('; ');
  return said.endsWith('?') ? said : `${said}.`;
}

/**
 * Suggests paths of the control API for an unknown one.
 * @param paths its templates, such as `/__mock__/api/worlds/{world}/clock`
 */
export function describeUnknownPath(
  path: string,
  paths: readonly string[],
): { readonly reason: string; readonly near: string | undefined } {
  const steps = path.split('/');
  const filled = paths.map((template) =>
    template
      .split('/')
      .map((step, index) => (step.startsWith('{') ? (steps[index] ?? step) : step))
      .join('/'),
  );
  const { hint, near } = findNearestPath(path, filled);
  const root = '/__mock__/api/';
  const below = paths.map((template) => template.replace(root, '')).join(', ');
  const has = hint ?? `; ${root} has ${below}.`;
  return { reason: `The control API has no path ${toExcerpt(path)}${has} See openapi/control.yaml.`, near };
}

/** The path that differs in its last step only, and little. */
function findNearestPath(
  path: string,
  paths: readonly string[],
): { readonly hint?: string; readonly near?: string } {
  const cut = path.lastIndexOf('/') + 1;
  const [start, last] = [path.slice(0, cut), path.slice(cut)];
  const beside = paths
    .filter((one) => one.startsWith(start))
    .map((one) => one.slice(cut))
    .filter((one) => one !== '' && !one.includes('/') && !one.startsWith('{'));
  const near = last === '' ? undefined : findNearest(last.slice(0, 100), beside);
  if (near !== undefined) return { hint: `; did you mean ${JSON.stringify(near)}?`, near: `${start}${near}` };
  // Nearly all of them are below api/.
  return beside.length === 0 || start === '/__mock__/'
    ? {}
    : { hint: `; ${start} has ${beside.join(', ')}.` };
}
