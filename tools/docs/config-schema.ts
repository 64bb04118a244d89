/** Lists every clause in the schema of contract.config.yaml, so that editors complete its ids and show its promises. */
import { contract } from '../../contract-tests/contract/index.ts';

export const configSchema = 'contract-tests/commands/config/contract.config.schema.json';

/** The schema with one property per clause, with its promise and its level in the contract. */
export function fillConfigSchema(text: string): string {
  const schema = JSON.parse(text) as { properties: { levels: { properties: unknown } } };
  const { levels } = schema.properties;
  const properties = Object.fromEntries(
    contract.map(({ id, level, promise }) => [
      id,
      { description: `${promise} ${level} in the contract.`, $ref: '#/$defs/level' },
    ]),
  );
  if (JSON.stringify(levels.properties) === JSON.stringify(properties)) return text;
  levels.properties = properties;
  return `${JSON.stringify(schema, null, 2)}\n`;
}
