// What the package contains of the compiler's declarations: what its exports mention, and nothing else.
import { parseDeclarations, shakeDeclarations } from './shake-declarations.mjs';

const shake = (files: Readonly<Record<string, string>>, entries = ['/index.d.ts']) =>
  Object.fromEntries(shakeDeclarations(new Map(Object.entries(files)), entries));

const engine = `/** Runs. */
import type { Arbitrary } from 'a-tool-of-ours';
import type { Plan, Other } from './plan.ts';
/** What a run returns. */
export interface Run {
    readonly plan: Plan;
    readonly again?: Again;
}
/** {@link Other} is only in a comment. */
type Again = Run | undefined;
export declare function search(plans: Arbitrary<Other>): Run;
`;
const plan = `export interface Plan {
    readonly steps: number;
}
export interface Other {
    readonly a: 1;
}
`;

test('an internal function takes its packages along when it is left out', () => {
  const files = shake({
    '/index.d.ts': "/** Entry. */\nexport type { Run } from './engine.ts';\n",
    '/engine.d.ts': engine,
    '/plan.d.ts': plan,
    '/unused.d.ts': 'export type Unused = 1;\n',
  });
  expect(files).toEqual({
    '/index.d.ts': "/** Entry. */\nexport type { Run } from './engine.ts';\n",
    '/engine.d.ts': `/** Runs. */
import type { Plan } from './plan.ts';
/** What a run returns. */
export interface Run {
    readonly plan: Plan;
    readonly again?: Again;
}
/** {@link Other} is only in a comment. */
type Again = Run | undefined;
`,
    '/plan.d.ts': plan.slice(0, plan.indexOf('export interface Other')),
  });
});

test('an entry keeps everything, also its packages and its inline imports', () => {
  const index = `/// <reference lib="esnext.disposable" preserve="true" />
/** Entry. */
import type { Arbitrary } from 'a-tool-of-ours';
export type * from './plan.ts';
export declare const run: (plans: Arbitrary<1>) => import("./engine.ts").Run, other: string;
`;
  const files = shake({ '/index.d.ts': index, '/engine.d.ts': engine, '/plan.d.ts': plan });
  expect(files['/index.d.ts']).toBe(index);
  expect(files['/plan.d.ts']).toBe(plan);
  expect(files['/engine.d.ts']).not.toContain('search');
});

test('names are followed through files that pass them on, under other names too', () => {
  const files = shake({
    '/index.d.ts': "export { go } from './middle.ts';\nexport {};\n",
    '/middle.d.ts': "export { start as go, stop } from './end.ts';\nexport * from './other.ts';\n",
    '/end.d.ts': 'export declare const start: () => void, more: 1;\nexport declare class stop {\n}\n',
    '/other.d.ts': 'export type Other = 1;\n',
  });
  expect(files).toEqual({
    '/index.d.ts': "export { go } from './middle.ts';\n",
    '/middle.d.ts': "export { start as go } from './end.ts';\n",
    '/end.d.ts': 'export declare const start: () => void, more: 1;\n',
  });
});

test('overloads belong together, and a file without an export stays a module', () => {
  const files = shake({
    '/index.d.ts': "import { a } from './a.ts';\nexport type A = typeof a;\n",
    '/a.d.ts':
      'export declare function a(b: 1): 1;\nexport declare function a(b: 2): 2;\ndeclare const c: 1;\n',
  });
  expect(files['/a.d.ts']).toBe('export declare function a(b: 1): 1;\nexport declare function a(b: 2): 2;\n');
  expect(shake({ '/index.d.ts': 'export {};\n' })).toEqual({ '/index.d.ts': 'export {};\n' });
});

test('a comment of the first statement is not one of the module', () => {
  const { header, statements } = parseDeclarations(
    '/** About A. */\nexport type A = 1;\ntype B = {\n    a: 1;\n} | A;\n',
  );
  expect([header, statements.map(({ names }) => names)]).toEqual(['', [['A'], ['B']]]);
});
