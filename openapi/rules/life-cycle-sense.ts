/** Checks the consistency of x-life-cycle, which its JSON Schema cannot express. */
import { type Complaint, formatOneOf } from '../complaint.ts';
import { resolvePointer, type LifeCycleData } from '../document.ts';
import type { YamlSource } from '../yaml-source.ts';

/** One complaint for each contradiction inside the life cycle, or between it and the schema ApiStatus. */
export function checkLifeCycle(source: YamlSource): Complaint[] {
  const data = resolvePointer(source.value, '#/x-life-cycle') as LifeCycleData | undefined;
  if (data === undefined) return [source.createComplaint([], 'the document has no x-life-cycle')];
  const internal = Object.keys(data['internal-statuses']);
  const api = Object.keys(data['api-statuses']);
  const complain = (path: readonly (string | number)[], message: string) =>
    source.createComplaint(['x-life-cycle', ...path], message);

  const mapping = internal.flatMap((status) => {
    const named = data['internal-statuses'][status]?.['api-status'] ?? '';
    if (api.includes(named)) return [];
    const message = `"${status}" maps to an unknown API status "${named}"; api-statuses has ${formatOneOf(api)}`;
    return [complain(['internal-statuses', status, 'api-status'], message)];
  });
  const unused = api
    .filter((status) => !internal.some((one) => data['internal-statuses'][one]?.['api-status'] === status))
    .map((status) =>
      complain(
        ['api-statuses', status],
        `no internal status maps to "${status}"; map one to it or remove it`,
      ),
    );
  const transitions = data.transitions.flatMap((transition, index) =>
    (['from', 'to'] as const)
      .filter((end) => !internal.includes(transition[end]))
      .map((end) =>
        complain(
          ['transitions', index, end],
          `unknown internal status "${transition[end]}"; allowed: ${formatOneOf(internal)}`,
        ),
      ),
  );
  const ends = internal.flatMap((status) => {
    const leaves = data.transitions.some(({ from }) => from === status);
    const final = data['internal-statuses'][status]?.final ?? false;
    if (leaves !== final) return [];
    const message = leaves
      ? `"${status}" is final but has an outgoing transition; remove one of the two`
      : `"${status}" has no outgoing transition; set final: true or add one`;
    return [complain(['internal-statuses', status], message)];
  });
  return [
    ...mapping,
    ...unused,
    ...transitions,
    ...ends,
    ...checkReachability(data, complain),
    ...checkVocabulary(source, api),
  ];
}

function checkReachability(
  data: LifeCycleData,
  complain: (path: readonly string[], message: string) => Complaint,
): Complaint[] {
  const internal = Object.entries(data['internal-statuses']);
  const reached = new Set(internal.filter(([, { initial }]) => initial === true).map(([status]) => status));
  if (reached.size === 0)
    return [complain(['internal-statuses'], 'no internal status is initial; a job needs one to begin in')];
  for (const status of reached)
    for (const { from, to } of data.transitions) if (from === status) reached.add(to);
  return internal
    .filter(([status]) => !reached.has(status))
    .map(([status]) =>
      complain(['internal-statuses', status], `no job can reach "${status}"; add a transition to it`),
    );
}

/** The schema has to repeat the vocabulary, since other tools do not read our keys; so the two are held together. */
function checkVocabulary(source: YamlSource, api: readonly string[]): Complaint[] {
  const path = ['components', 'schemas', 'ApiStatus', 'enum'];
  const listed = resolvePointer(source.value, `#/${path.join('/')}`);
  const same =
    Array.isArray(listed) && listed.length === api.length && api.every((status) => listed.includes(status));
  if (same) return [];
  const message = `the enum of ApiStatus and x-life-cycle.api-statuses differ; both must be ${formatOneOf(api)}`;
  return [source.createComplaint(path, message)];
}
