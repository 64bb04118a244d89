// The table of effects, the control document and the schema of world files describe each effect in the same
// way.
import control from 'prepared:control.json';

import worldSchema from '../../../fixtures/world.schema.json' with { type: 'json' };
import type { EffectKey } from './effect.ts';
import { effects, findEffect } from './index.ts';

const { schemas } = (control as { components: { schemas: Record<string, Schema> } }).components;
const { Effect, FaultRule, NewFault } = schemas;

interface Schema {
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, object>>;
  readonly propertyNames?: { readonly enum: readonly string[] };
}

const names = effects.map(({ name }) => name);

test('every effect has a unique name, and is found by it', () => {
  expect(new Set(names).size).toBe(effects.length);
  expect(effects.map(({ name }) => findEffect(name))).toEqual(effects);
  expect(findEffect('boom')).toBeUndefined();
});

test('effects apply in the order of the stages', () => {
  const stages = ['request', 'response', 'delivery'];
  const order = effects.map(({ stage }) => stages.indexOf(stage));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});

test('the control document has the same effects with the same descriptions', () => {
  expect(Effect?.enum).toEqual(names);
  expect(Effect?.description?.trim().split('\n')).toEqual(
    effects.map(({ name, about }) => `- \`${name}\`: ${about}.`),
  );
});

test.each(effects.map((effect) => [effect.name, effect]))(
  'the control document has the keys of %s as in the table',
  (name, effect) => {
    for (const [key, { type, description, ...bounds }] of Object.entries<EffectKey>(effect.keys)) {
      const { minimum, enum: allowed, default: byDefault } = bounds;
      expect(FaultRule?.properties?.[key]).toEqual({
        description: expect.stringMatching(new RegExp(`^Effects? .*\\b${name}\\b.*: `)),
        type,
        ...(type === 'integer' ? { format: 'int32' } : {}),
        ...(type === 'string' ? { minLength: 1 } : {}),
        ...(minimum === undefined ? {} : { minimum }),
        ...(allowed === undefined ? {} : { enum: allowed }),
        ...(byDefault === undefined ? {} : { default: byDefault }),
      });
      expect(FaultRule?.properties?.[key]).toHaveProperty(
        'description',
        expect.stringContaining(`: ${description}`),
      );
    }
  },
);

test('the control document accepts only the keys that it describes', () => {
  expect(NewFault?.propertyNames?.enum).toEqual(Object.keys(FaultRule?.properties ?? {}));
});

test('a world file accepts the same effects with the same keys', () => {
  const { properties, allOf } = worldSchema.$defs.effect;
  expect(properties.kind.enum).toEqual(names);
  expect(
    allOf.map((row) => [row.if.properties.kind.const, Object.keys(row.then.properties).slice(1)]),
  ).toEqual(effects.map(({ name, keys }) => [name, Object.keys(keys)]));
});
