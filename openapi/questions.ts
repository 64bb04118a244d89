/** The open questions of the document and the reading that is taken of each. */
import { formatOneOf, formatAllowed } from './complaint.ts';
import type { QuestionData, ReadingData, WireData } from './document.ts';

export type Questions = Readonly<Record<string, QuestionData>>;

/** One reading id for each question id. */
export type Readings = Readonly<Record<string, string>>;

/** The document's default reading of every question. */
export function getDefaultReadings(questions: Questions): Readings {
  return Object.fromEntries(Object.entries(questions).map(([id, question]) => [id, question.default]));
}

/** The chosen reading of a question. @throws Error for a question that the document does not have */
export function getReading(questions: Questions, readings: Readings, id: string): ReadingData {
  const question = getOwn(questions, id);
  if (question === undefined) throw new Error(`The document has no question "${id}".`);
  const name = readings[id] ?? question.default;
  const reading = getOwn(question.readings, name);
  if (reading === undefined) throw new Error(`The document has no reading "${name}" of "${id}".`);
  return reading;
}

/** The question that the flag `--drf` sets. */
const versionId = 'framework-version';

/**
 * Combines the default readings with the chosen ones and with those that they imply.
 * @param chosen each as `question=reading`, as on the command line
 * @param names what the user calls the two options
 * @param version the reading of `framework-version` that `--drf` names; `chosen` overrides it
 * @returns the readings, and one sentence for each invalid argument
 */
export function chooseReadings(
  questions: Questions,
  chosen: readonly string[],
  version?: string,
  names: { readonly reading: string; readonly version: string } = { reading: '--reading', version: '--drf' },
): { readings: Readings; mistakes: string[] } {
  const readings: Record<string, string> = {};
  const mistakes: string[] = [];
  if (version !== undefined) {
    const versions = Object.keys(getOwn(questions, versionId)?.readings ?? {});
    if (versions.includes(version)) readings[versionId] = version;
    else mistakes.push(`${names.version} is "${version}"; it must be ${formatOneOf(versions)}.`);
  }
  for (const argument of chosen) {
    const [id = '', reading = ''] = argument.split('=', 2);
    const question = getOwn(questions, id);
    if (question === undefined) {
      const ids = Object.keys(questions);
      mistakes.push(`${names.reading} ${argument}: unknown question "${id}"; ${formatAllowed(id, ids)}`);
    } else if (getOwn(question.readings, reading) === undefined) {
      const ids = Object.keys(question.readings);
      mistakes.push(
        `${names.reading} ${argument}: "${id}" has no reading "${reading}"; ${formatAllowed(reading, ids)}`,
      );
    } else {
      readings[id] = reading;
    }
  }
  const implied = Object.entries(readings).map(
    ([id, name]) => getOwn(questions, id)?.readings[name]?.implies,
  );
  return {
    readings: Object.assign({ ...getDefaultReadings(questions) }, ...implied, readings) as Readings,
    mistakes,
  };
}

/**
 * The media types of a view by their names in `?format=`, preferred first.
 * @throws Error if the document does not define them
 */
export function listRenders(questions: Questions, readings: Readings): Readonly<Record<string, string>> {
  const { renders } = getReading(questions, readings, 'renderers');
  if (renders === undefined)
    throw new Error(
      `The document's reading "${readings['renderers']}" of "renderers" lacks the key "renders", which names the media types of the views.`,
    );
  return renders;
}

/**
 * How the responses of the chosen framework version differ.
 * @throws Error if the document does not define it
 */
export function getWireData(questions: Questions, readings: Readings): WireData {
  const { wire } = getReading(questions, readings, versionId);
  if (wire === undefined)
    throw new Error(
      `The document's reading "${readings[versionId]}" of "${versionId}" lacks the key "wire", which defines what that version sends.`,
    );
  return wire;
}

// The names come from a command line, where "constructor" is a word like any other.
function getOwn<Value>(values: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
