/** Checks that x-questions and x-template point at things that exist in the document. */
import { isMap } from '../values.ts';
import { type Complaint, formatOneOf } from '../complaint.ts';
import { resolvePointer, type QuestionData, type ReadingData } from '../document.ts';
import type { YamlSource } from '../yaml-source.ts';
import { escapePattern } from '../../text/escape-pattern.ts';
import { walkPlaces } from './walk.ts';
import type { Path } from '../path.ts';

/** One complaint for each default, response, example or schema that a question names and the document lacks. */
export function checkQuestions(source: YamlSource): Complaint[] {
  const questions = (resolvePointer(source.value, '#/x-questions') ?? {}) as Readonly<
    Record<string, QuestionData>
  >;
  return Object.entries(questions).flatMap(([id, question]) => {
    const path = ['x-questions', id];
    const readings = Object.keys(question.readings);
    const wrongDefault = readings.includes(question.default)
      ? []
      : [
          source.createComplaint(
            [...path, 'default'],
            `"${question.default}" is not a reading of "${id}"; allowed: ${formatOneOf(readings)}`,
          ),
        ];
    const wrongReadings = Object.entries(question.readings).flatMap(([name, reading]) => [
      ...checkReading(source, question, reading, [...path, 'readings', name]),
      ...checkImplied(source, questions, reading, [...path, 'readings', name, 'implies']),
    ]);
    return [...wrongDefault, ...wrongReadings];
  });
}

function checkReading(
  source: YamlSource,
  question: QuestionData,
  reading: ReadingData,
  path: Path,
): Complaint[] {
  if (reading.schema !== undefined && resolvePointer(source.value, reading.schema.$ref) === undefined) {
    return [
      source.createComplaint([...path, 'schema'], `"${reading.schema.$ref}" does not exist in the document`),
    ];
  }
  if (reading.example === undefined) return [];
  if (question.response === undefined) {
    return [
      source.createComplaint([...path, 'example'], 'an example requires the key "response" in the question'),
    ];
  }
  const content = resolvePointer(source.value, `${question.response}/content`);
  const media = isMap(content) ? content[reading['media-type'] ?? ''] : undefined;
  const examples = isMap(media) && isMap(media['examples']) ? media['examples'] : {};
  if (reading.example in examples) return [];
  const message = `${question.response} has no ${String(reading['media-type'])} example "${reading.example}"; it has ${formatOneOf(Object.keys(examples))}`;
  return [source.createComplaint([...path, 'example'], message)];
}

function checkImplied(
  source: YamlSource,
  questions: Readonly<Record<string, QuestionData>>,
  { implies = {} }: ReadingData,
  path: Path,
): Complaint[] {
  return Object.entries(implies).flatMap(([id, name]) => {
    const readings = questions[id]?.readings;
    if (readings !== undefined && name in readings) return [];
    const message =
      readings === undefined
        ? `unknown question "${id}"; allowed: ${formatOneOf(Object.keys(questions))}`
        : `"${name}" is not a reading of "${id}"; allowed: ${formatOneOf(Object.keys(readings))}`;
    return [source.createComplaint([...path, id], message)];
  });
}

/** One complaint for each example that its x-template cannot produce. */
export function checkTemplates(source: YamlSource): Complaint[] {
  return [...walkPlaces(source.value)].flatMap(({ path, value }) => {
    const template = value['x-template'];
    if (!isMap(template)) return [];
    return listExamples(value).flatMap(({ example, under }) =>
      Object.keys({ ...template, ...example })
        .filter((key) => !toPattern(template[key]).test(String(example[key])))
        .map((key) =>
          source.createComplaint(
            [...path, ...under, key],
            `"${key}" in the example does not fit its x-template`,
          ),
        ),
    );
  });
}

/** The maps under `example` and `examples`, each with its path. */
function listExamples(media: Readonly<Record<string, unknown>>) {
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
  return new RegExp(`^${literals.map(escapePattern).join('.+')}$`);
}
