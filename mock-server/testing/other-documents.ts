/** Extended versions of the included document, and mocks that use them. */
import { getDefaultReadings } from '../../openapi/questions.ts';
import { type Spec, createSpec } from '../../openapi/spec.ts';
import { compileDocument } from '../../openapi/json-schema/compile.ts';
import { duration } from '../../time/time.ts';
import { completeSpec, type Completed } from '../start/complete-spec.ts';
import { handlers } from '../api/index.ts';
import { createMockEngine } from '../start/start.ts';
import { failLoudly, fixture, ownJobId, spec as shipped, start } from './shipped.ts';
import { collectBody } from '../django/message.ts';

export type Json = Record<string, unknown>;

/** The shipped document with other schemas and paths. */
export function changeSchemas(
  schemas: Readonly<Record<string, (schema: Json) => Json>>,
  paths: Json = {},
  more: Json = {},
): Spec {
  const document = structuredClone(shipped.document) as unknown as {
    components: { schemas: Record<string, Json> };
    paths: Json;
  };
  const all = document.components.schemas;
  for (const [name, change] of Object.entries(schemas)) all[name] = change(all[name] ?? {});
  Object.assign(all, more);
  Object.assign(document.paths, paths);
  return createSpec(document as unknown as Spec['document']);
}

export const addField =
  (name: string, schema: unknown, required = true) =>
  (object: Json): Json => ({
    ...object,
    properties: { ...(object['properties'] as Json), [name]: schema },
    ...(required ? { required: [...((object['required'] as string[] | undefined) ?? []), name] } : {}),
  });

export const complete = (spec: Spec): Completed =>
  completeSpec(spec, shipped, Object.keys(handlers), compileDocument(spec.document));

export interface ServedDocument {
  /** Of the control API. @param path behind `/__mock__/api` */
  readonly get: (path: string) => Promise<unknown>;
  readonly ask: (
    line: string,
    body?: unknown,
    token?: string,
  ) => Promise<{ status: number; json: Json; headers: string }>;
}

/** A mock that fails the test when it breaks its document. */
export function serve(spec: Spec): ServedDocument {
  const completed = complete(spec);
  expect(completed.mistakes).toEqual([]);
  const engine = createMockEngine(
    {
      spec: completed.spec,
      completed,
      readings: getDefaultReadings(spec.questions),
      fixture,
      port: 0,
      host: '127.0.0.1',
      speed: 1,
      frozen: true,
      maxWorlds: 10,
      worldIdle: duration(86_400_000),
      checks: () => compileDocument(spec.document),
      onBreach: failLoudly,
      onCrash: (error) => {
        throw error;
      },
    },
    () => start,
  );
  return {
    get: async (path) => {
      const outcome = await engine.control({ method: 'GET', target: `/__mock__/api${path}`, body: '' });
      return 'body' in outcome ? outcome.body : outcome;
    },
    ask: async (line, body, token = 'alice-token') => {
      const [method = '', target = ''] = line.split(' ');
      const json = body === undefined ? {} : { 'content-type': 'application/json' };
      const headers = {
        host: '127.0.0.1',
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...json,
      };
      const context = await engine.respond({
        method,
        target,
        headers,
        body: body === undefined ? '' : JSON.stringify(body),
      });
      const whole = await collectBody(context.response);
      engine.journal(context);
      const isJson = whole.headers.some(([name, value]) => name === 'Content-Type' && value.includes('json'));
      return {
        status: whole.status,
        json: isJson ? (JSON.parse(whole.body) as Json) : {},
        headers: whole.headers.map(([name]) => name).join(),
      };
    },
  };
}

export const base = '/api/v1/enrichment';
export const own = `${base}/status/${ownJobId}/`;

/** One request for each kind of response. */
export async function askAll({ ask }: ServedDocument): Promise<readonly Json[]> {
  const { json: made } = await ask(`POST ${base}/submit/`, {
    records: [{ company_name: 'scenario:done-at-once' }],
  });
  const { json: list } = await ask(`GET ${base}/status/`);
  const done = (list as unknown as { job_id: string; status: string }[]).find(
    ({ status }) => status === 'completed',
  );
  const working = (list as unknown as { job_id: string; status: string }[]).find(
    ({ status }) => status === 'in-progress',
  );
  return [
    made,
    (list as unknown as Json[])[0] ?? {},
    (await ask(`GET ${own}`)).json,
    (await ask(`GET ${base}/result/${done?.job_id ?? ''}/`)).json,
    (await ask(`POST /api/v1/enrichment-control/`, { csv_file_id: working?.job_id, action: 'pause' })).json,
    (await ask(`GET ${own}`, undefined, '')).json,
    (await ask(`GET ${base}/status/9f3e7a2b-7c1d-4f12-8c9a-000000000000/`)).json,
    (await ask(`PUT ${own}`)).json,
    (await ask(`POST ${base}/submit/`, { records: 1 })).json,
  ];
}
