/** The table of API errors. Each names a response of the document, which defines its status, headers and body. */
import { type Readings, getReading } from '../../openapi/questions.ts';
import type { Spec } from '../../openapi/spec.ts';

interface ProblemRow {
  readonly status: number;
  /** Under `components/responses`. */
  readonly response: string;
  /** Which body of the response, where it has several and no question of the document chooses. */
  readonly mediaType?: string;
  readonly example?: string;
  /** The values that a template of the response can use. */
  readonly fills?: readonly string[];
}

type ProblemValues = Readonly<Record<string, string | number>>;

const table = {
  unauthorized: { status: 401, response: 'Unauthorized' },
  paymentRequired: { status: 402, response: 'PaymentRequired', fills: ['required', 'balance'] },
  noSuchRoute: { status: 404, response: 'NotFound', mediaType: 'text/html', example: 'page' },
  noSuchFormat: { status: 404, response: 'NotFound', mediaType: 'application/json', example: 'plain' },
  noSuchId: { status: 404, response: 'NotFound', mediaType: 'application/json', example: 'plain' },
  noSuchPage: { status: 404, response: 'NotFound', mediaType: 'application/json', example: 'invalid-page' },
  noSuchJob: { status: 404, response: 'NotFound' },
  methodNotAllowed: { status: 405, response: 'MethodNotAllowed', fills: ['method'] },
  notAcceptable: { status: 406, response: 'NotAcceptable' },
  unsupportedMediaType: { status: 415, response: 'UnsupportedMediaType', fills: ['media_type'] },
  tooManyRequests: { status: 429, response: 'TooManyRequests', fills: ['seconds', 'plural'] },
  resultsNotReady: { status: 400, response: 'ResultsNotReady' },
  cannotPause: { status: 400, response: 'ControlRefused', mediaType: 'application/json', example: 'pause' },
  cannotResume: { status: 400, response: 'ControlRefused', mediaType: 'application/json', example: 'resume' },
  tooManyFields: { status: 400, response: 'InvalidRequest', mediaType: 'text/html', example: 'page' },
  serverError: { status: 500, response: 'ServerError' },
  contradictoryScheme: {
    status: 400,
    response: 'InvalidRequest',
    mediaType: 'text/html',
    example: 'contradictory-scheme',
  },
  workerError: { status: 500, response: 'ServerError', mediaType: 'text/html', example: 'worker' },
} as const satisfies Readonly<Record<string, ProblemRow>>;

export type ProblemName = keyof typeof table;
export const problemNames = Object.keys(table) as readonly ProblemName[];

/** The status code of the problem. */
export function getProblemStatus(name: ProblemName): number {
  return table[name].status;
}

export interface ProblemBody {
  readonly status: number;
  readonly response: string;
  readonly mediaType: string;
  readonly body: unknown;
}

/**
 * The body of a problem: the example that the readings choose, or its template filled in.
 * @throws Error if the document lacks what the table names, or if the template needs a value that is not
 * given
 */
export function createProblemBody(
  spec: Spec,
  readings: Readings,
  name: ProblemName,
  values: ProblemValues = {},
): ProblemBody {
  const row: ProblemRow = table[name];
  const { content } = spec.response(row.response);
  const chosen: Partial<ProblemRow> | undefined =
    row.example === undefined ? findChosenRow(spec, readings, row.response) : row;
  const mediaType = chosen?.mediaType ?? Object.keys(content)[0] ?? '';
  const media = content[mediaType];
  const body =
    media?.template === undefined
      ? media?.examples[chosen?.example ?? 'default']
      : fill(media.template, values);
  if (body === undefined) {
    const example = `example "${chosen?.example ?? 'default'}"`;
    throw new Error(
      `The response "${row.response}" of the document has no ${mediaType || 'content, and no'} ${example}.`,
    );
  }
  return { status: chosen?.status ?? row.status, response: row.response, mediaType, body };
}

function findChosenRow(spec: Spec, readings: Readings, response: string): Partial<ProblemRow> | undefined {
  const asked = Object.entries(spec.questions).find(
    ([, question]) => question.response === `#/components/responses/${response}`,
  );
  if (asked === undefined) return undefined;
  const reading = getReading(spec.questions, readings, asked[0]);
  return {
    ...(reading['media-type'] === undefined ? {} : { mediaType: reading['media-type'] }),
    ...(reading.example === undefined ? {} : { example: reading.example }),
    ...(reading.status === undefined ? {} : { status: reading.status }),
  };
}

/** Inserts the values into `{placeholders}`. A string that is only a placeholder becomes the value itself, so a number stays a number. */
function fill(template: unknown, values: ProblemValues): unknown {
  if (typeof template === 'string') {
    const whole = /^\{([a-z_]+)\}$/.exec(template)?.[1];
    if (whole !== undefined) return getValue(whole, values);
    return template.replaceAll(/\{([a-z_]+)\}/g, (_, name: string) => String(getValue(name, values)));
  }
  if (Array.isArray(template)) return template.map((inner: unknown) => fill(inner, values));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([key, inner]) => [key, fill(inner, values)]));
}

function getValue(name: string, values: ProblemValues): string | number {
  const value = values[name];
  if (value !== undefined) return value;
  const given = Object.keys(values).map((one) => `{${one}}`);
  throw new Error(`Its x-template needs {${name}}; available: ${given.join(' and ') || 'nothing'}.`);
}

/** One sentence for each problem that the document does not allow. */
export function checkProblems(spec: Spec, readings: Readings): readonly string[] {
  return problemNames.flatMap((name) => {
    try {
      const { fills = [] }: ProblemRow = table[name];
      createProblemBody(spec, readings, name, Object.fromEntries(fills.map((value) => [value, value])));
      return [];
    } catch (error) {
      return [
        `The mock cannot send the problem "${name}": ${error instanceof Error ? error.message : String(error)}`,
      ];
    }
  });
}
