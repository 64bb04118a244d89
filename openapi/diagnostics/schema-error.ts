/** What the diagnostics need from a check and its errors; the functions of Ajv have these shapes too. */

export interface SchemaCheck {
  (value: unknown): unknown;
  errors?: readonly SchemaError[] | null;
}

export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly schemaPath?: string;
  /** The schema that contains the keyword. */
  readonly parentSchema?: unknown;
  /** The key that was checked, for an error about the name of a key. */
  readonly propertyName?: string | undefined;
}

/** The keywords of a schema that the diagnostics read. */
export interface DescribedSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly oneOf?: readonly unknown[];
  readonly anyOf?: readonly unknown[];
  readonly not?: unknown;
}

/** @param schema a schema, which can also be `true` or `false` */
export function toDescribedSchema(schema: unknown): DescribedSchema {
  return typeof schema === 'object' && schema !== null ? schema : {};
}
