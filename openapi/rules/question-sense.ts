/** Checks that x-questions and x-template point at things that exist in the document. */
import { type Complaint, formatOneOf } from '../complaint.ts';
import { at, type QuestionData, type ReadingData } from '../document.ts';
import type { YamlSource } from '../yaml-source.ts';
import { isMap, type Path, places } from './walk.ts';

/** One complaint for each default, response, example or schema that a question names and the document lacks. */
export function questionComplaints(source: YamlSource): Complaint[] {
  const questions = (at(source.value, '#/x-questions') ?? {}) as Readonly<Record<string, QuestionData>>;
  return Object.entries(questions).flatMap(([id, question]) => {
    const path = ['x-questions', id];
    const readings = Object.keys(question.readings);
    const wrongDefault = readings.includes(question.default)
      ? []
      : [
          source.complaint(
            [...path, 'default'],
            `"${question.default}" is no reading of "${id}"; allowed: ${formatOneOf(readings)}`,
          ),
        ];
    const wrongReadings = Object.entries(question.readings).flatMap(([name, reading]) => [
      ...readingComplaints(source, question, reading, [...path, 'readings', name]),
      ...impliedComplaints(source, questions, reading, [...path, 'readings', name, 'implies']),
    ]);
    return [...wrongDefault, ...wrongReadings];
  });
}

function readingComplaints(
  source: YamlSource,
  question: QuestionData,
  reading: ReadingData,
  path: Path,
): Complaint[] {
  if (reading.schema !== undefined && at(source.value, reading.schema) === undefined) {
    return [source.complaint([...path, 'schema'], `"${reading.schema}" does not exist in the document`)];
  }
  if (reading.example === undefined) return [];
  if (question.response === undefined) {
    return [source.complaint([...path, 'example'], 'an example needs the key "response" in the question')];
  }
  const content = at(source.value, `${question.response}/content`);
  const media = isMap(content) ? content[reading['media-type'] ?? ''] : undefined;
  const examples = isMap(media) && isMap(media['examples']) ? media['examples'] : {};
  if (reading.example in examples) return [];
  const says = `${question.response} has no ${String(reading['media-type'])} example "${reading.example}"; it has ${formatOneOf(Object.keys(examples))}`;
  return [source.complaint([...path, 'example'], says)];
}

function impliedComplaints(
  source: YamlSource,
  questions: Readonly<Record<string, QuestionData>>,
  { implies = {} }: ReadingData,
  path: Path,
): Complaint[] {
  return Object.entries(implies).flatMap(([id, name]) => {
    const readings = questions[id]?.readings;
    if (readings !== undefined && name in readings) return [];
    const says =
      readings === undefined
        ? `there is no question "${id}"; allowed: ${formatOneOf(Object.keys(questions))}`
        : `"${name}" is no reading of "${id}"; allowed: ${formatOneOf(Object.keys(readings))}`;
    return [source.complaint([...path, id], says)];
  });
}

/** One complaint for each example that could not have been made from the x-template beside it. */
export function templateComplaints(source: YamlSource): Complaint[] {
  return [...places(source.value)].flatMap(({ path, value }) => {
    const template = value['x-template'];
    if (!isMap(template)) return [];
    return examplesIn(value).flatMap(({ example, under }) =>
      Object.keys({ ...template, ...example })
        .filter((key) => !toPattern(template[key]).test(String(example[key])))
        .map((key) =>
          source.complaint([...path, ...under, key], `"${key}" of the example does not fit its x-template`),
        ),
    );
  });
}

/** The maps under `example` and `examples`, each with where it stands. */
function examplesIn(media: Readonly<Record<string, unknown>>) {
  const named = Object.entries(isMap(media['examples']) ? media['examples'] : {}).map(([name, one]) => ({
    example: isMap(one) ? one['value'] : undefined,
    under: ['examples', name, 'value'],
  }));
  return [{ example: media['example'], under: ['example'] }, ...named].flatMap(({ example, under }) =>
    isMap(example) ? [{ example, under }] : [],
  );
}

function toPattern(template: unknown): RegExp {
  const literals = String(template).split(/\{[a-z_]+\}/);
  return new RegExp(`^${literals.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`);
}
