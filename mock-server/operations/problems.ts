/** The one table of API errors. Each names a response of the document; status, headers and body stand there. */
import { type Readings, readingOf } from '../../openapi/questions.ts';
import type { Spec } from '../../openapi/spec.ts';

interface ProblemRow {
  readonly status: number;
  /** Under `components/responses`. */
  readonly response: string;
  /** Which body of the response, where it has several and no question of the document chooses. */
  readonly mediaType?: string;
  readonly example?: string;
}

const table = {
  unauthorized: { status: 401, response: 'Unauthorized' },
  paymentRequired: { status: 402, response: 'PaymentRequired' },
  noSuchRoute: { status: 404, response: 'NotFound', mediaType: 'text/html', example: 'page' },
  noSuchFormat: { status: 404, response: 'NotFound', mediaType: 'application/json', example: 'plain' },
  noSuchPage: { status: 404, response: 'NotFound', mediaType: 'application/json', example: 'invalid-page' },
  noSuchJob: { status: 404, response: 'NotFound' },
  methodNotAllowed: { status: 405, response: 'MethodNotAllowed' },
  notAcceptable: { status: 406, response: 'NotAcceptable' },
  unsupportedMediaType: { status: 415, response: 'UnsupportedMediaType' },
  tooManyRequests: { status: 429, response: 'TooManyRequests' },
  resultsNotReady: { status: 400, response: 'ResultsNotReady' },
  cannotPause: { status: 400, response: 'ControlRefused', mediaType: 'application/json', example: 'pause' },
  cannotResume: { status: 400, response: 'ControlRefused', mediaType: 'application/json', example: 'resume' },
  serverError: { status: 500, response: 'ServerError' },
} as const satisfies Readonly<Record<string, ProblemRow>>;

export type ProblemName = keyof typeof table;
export const problemNames = Object.keys(table) as readonly ProblemName[];

export interface ProblemBody {
  readonly status: number;
  readonly response: string;
  readonly mediaType: string;
  readonly body: unknown;
}

/**
 * The body of a problem: the example of the document that the readings choose, or its template filled in.
 * @throws Error when the document lacks what the table names
 */
export function problemBody(
  spec: Spec,
  readings: Readings,
  name: ProblemName,
  values: Readonly<Record<string, string | number>> = {},
): ProblemBody {
  const row: ProblemRow = table[name];
  const { content } = spec.response(row.response);
  const chosen: Partial<ProblemRow> | undefined =
    row.example === undefined ? chosenByQuestion(spec, readings, row.response) : row;
  const mediaType = chosen?.mediaType ?? Object.keys(content)[0] ?? '';
  const media = content[mediaType];
  const body =
    media?.template === undefined
      ? media?.examples[chosen?.example ?? 'default']
      : fill(media.template, values);
  if (body === undefined)
    throw new Error(
      `The response "${row.response}" of the document has no ${mediaType} example "${chosen?.example ?? 'default'}".`,
    );
  return { status: chosen?.status ?? row.status, response: row.response, mediaType, body };
}

function chosenByQuestion(spec: Spec, readings: Readings, response: string): Partial<ProblemRow> | undefined {
  const asked = Object.entries(spec.questions).find(
    ([, question]) => question.response === `#/components/responses/${response}`,
  );
  if (asked === undefined) return undefined;
  const reading = readingOf(spec.questions, readings, asked[0]);
  return {
    ...(reading['media-type'] === undefined ? {} : { mediaType: reading['media-type'] }),
    ...(reading.example === undefined ? {} : { example: reading.example }),
    ...(reading.status === undefined ? {} : { status: reading.status }),
  };
}

/** Puts the values into `{placeholders}`; a text that is one placeholder becomes the value itself, a number stays one. */
function fill(template: unknown, values: Readonly<Record<string, string | number>>): unknown {
  if (typeof template === 'string') {
    const whole = /^\{([a-z_]+)\}$/.exec(template)?.[1];
    if (whole !== undefined) return values[whole];
    return template.replaceAll(/\{([a-z_]+)\}/g, (_, name: string) => String(values[name]));
  }
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([key, inner]) => [key, fill(inner, values)]));
}

/** One sentence for each problem whose response the document does not have. */
export function problemMistakes(spec: Spec, readings: Readings): readonly string[] {
  return problemNames.flatMap((name) => {
    try {
      problemBody(spec, readings, name, {});
      return [];
    } catch (error) {
      return [
        `The mock cannot answer the problem "${name}": ${error instanceof Error ? error.message : String(error)}`,
      ];
    }
  });
}
