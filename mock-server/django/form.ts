/** An HTML form as Django passes it to a serializer, and the values that its fields find in it. */
import { UploadedFile } from './uploaded-file.ts';

export type FormValue = string | UploadedFile;

/** Names and values in order of arrival; files come after texts of the same name. */
export class Form {
  readonly #values: ReadonlyMap<string, readonly FormValue[]>;

  constructor(pairs: readonly (readonly [name: string, value: FormValue])[]) {
    const values = new Map<string, FormValue[]>();
    const inOrder = [
      ...pairs.filter(([, value]) => !(value instanceof UploadedFile)),
      ...pairs.filter(([, value]) => value instanceof UploadedFile),
    ];
    for (const [name, value] of inOrder) values.set(name, [...(values.get(name) ?? []), value]);
    this.#values = values;
  }

  /** The last value of a name. */
  last(name: string): FormValue | undefined {
    return this.#values.get(name)?.at(-1);
  }

  /** The items of a list: the values of its name, or those of `name[0]`, `name[1].key`, ... */
  list(name: string): readonly unknown[] | undefined {
    const plain = this.#values.get(name);
    if (plain !== undefined) return plain;
    const items = new Map<bigint, FormValue | Map<string, FormValue>>();
    for (const [field, index, key] of this.#under(name, /^\[(\d{1,4300})\](.*)$/)) {
      const at = BigInt(index);
      const value = this.last(field) ?? '';
      const before = items.get(at);
      if (key === '') items.set(at, value);
      else if (before instanceof Map) before.set(key, value);
      else items.set(at, new Map([[key, value]]));
    }
    if (items.size === 0) return undefined;
    return [...items]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, item]) => (item instanceof Map ? mapUnderDots(item) : item));
  }

  /** The form that is left of the values under `name.key`. */
  under(name: string): Form {
    const found = this.#under(name, /^(\.)(.+)$/);
    return new Form(
      found.flatMap(([field, , key]) =>
        (this.#values.get(field) ?? []).map((value) => [key, value] as const),
      ),
    );
  }

  names(): readonly string[] {
    return [...this.#values.keys()];
  }

  #under(name: string, rest: RegExp): readonly (readonly [field: string, first: string, second: string])[] {
    return [...this.#values.keys()].flatMap((field) => {
      const [, first, second] = field.startsWith(name) ? (rest.exec(field.slice(name.length)) ?? []) : [];
      return first === undefined || second === undefined ? [] : [[field, first, second] as const];
    });
  }
}

/** An item of a list is read as a map once more, whose keys begin with a dot. */
function mapUnderDots(item: ReadonlyMap<string, FormValue>): Readonly<Record<string, FormValue>> {
  return Object.fromEntries(
    [...item].flatMap(([key, value]) => (/^\..+$/.test(key) ? [[key.slice(1), value] as const] : [])),
  );
}
