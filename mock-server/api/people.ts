/** Draws names, companies and other values of people from seeds, as `faker` does, without its other 200 kB. */
import { createDraws } from '../../random/random.ts';
import { countCommonStart } from '../../text/common-start.ts';

/** What is drawn from: the lists of the English locale of `faker`, prepared by the build. */
export interface PeopleData {
  /** Packed by `packNames`, as are the last names. */
  readonly firstNames: Readonly<Record<'generic' | 'female' | 'male', string>>;
  readonly lastNames: string;
  /** Patterns with the names of other lists in double braces, and how often they are drawn. */
  readonly lastNamePatterns: readonly Weighted<string>[];
  readonly companyPatterns: readonly string[];
  readonly legalForms: readonly string[];
  readonly titlePatterns: readonly string[];
  readonly jobDescriptors: readonly string[];
  readonly jobAreas: readonly string[];
  readonly jobTypes: readonly string[];
  readonly departments: readonly string[];
  /** What an email address contains instead of a letter of another script. */
  readonly latin: Readonly<Record<string, string>>;
}

interface Weighted<T> {
  readonly value: T;
  readonly weight: number;
}

/** A sequence of values, determined by its seed. */
export interface People {
  readonly seed: (seed: number) => void;
  readonly drawFirstName: () => string;
  readonly drawLastName: () => string;
  readonly drawCompany: () => string;
  readonly drawJobTitle: () => string;
  readonly drawDepartment: () => string;
  readonly drawEmail: (firstName: string, lastName: string, host: string) => string;
  readonly drawDigits: (count: number) => string;
  /** A number from `min` up to, but not including, `max`. */
  readonly drawNumber: (min: number, max: number) => number;
  /** Both ends are included. */
  readonly drawInteger: (min: number, max: number) => number;
}

/** The draws are those of `faker`, in their order, so that results stay the same; a test compares them. */
export function createPeople(data: PeopleData): People {
  const { next, seed } = createDraws();
  const lastNames = unpackNames(data.lastNames);
  const firstNames = {
    generic: unpackNames(data.firstNames.generic),
    female: unpackNames(data.firstNames.female),
    male: unpackNames(data.firstNames.male),
  };
  const drawNumber = (min: number, max: number): number => next() * (max - min) + min;
  const drawInteger = (min: number, max: number): number => Math.floor(next() * (max - min + 1) + min);
  /** Of a list with one element, it is taken without a draw. */
  function pick<T>(list: readonly T[]): T {
    const picked = list[list.length > 1 ? drawInteger(0, list.length - 1) : 0];
    if (picked === undefined) throw new Error('There is nothing to draw from.');
    return picked;
  }
  function pickWeighted<T>(list: readonly Weighted<T>[]): T {
    const drawn = drawNumber(
      0,
      list.reduce((sum, { weight }) => sum + weight, 0),
    );
    let sum = 0;
    for (const { weight, value } of list) {
      sum += weight;
      if (drawn < sum) return value;
    }
    throw new Error('There is nothing to draw from.');
  }
  const parts: Readonly<Record<string, () => string>> = {
    'person.last_name.generic': () => pick(lastNames),
    'person.lastName': () => drawLastName(),
    'company.legal_entity_type': () => pick(data.legalForms),
    'person.jobDescriptor': () => pick(data.jobDescriptors),
    'person.jobArea': () => pick(data.jobAreas),
    'person.jobType': () => pick(data.jobTypes),
  };
  const fill = (pattern: string): string =>
    pattern.replaceAll(/\{\{([^}]+)\}\}/g, (_, name: string) => {
      const draw = parts[name];
      if (draw === undefined) throw new Error(`There is no list "${name}" for the pattern "${pattern}".`);
      return draw();
    });
  const drawSex = (): 'female' | 'male' => pick(['female', 'male']);
  const drawFirstName = (): string => {
    const { [drawSex()]: own, generic } = firstNames;
    return pick(
      pickWeighted([
        { weight: 3 * Math.sqrt(own.length), value: own },
        { weight: Math.sqrt(generic.length), value: generic },
      ]),
    );
  };
  const drawLastName = (): string => {
    // Last names are the same for all, but the draw is made.
    drawSex();
    return fill(pickWeighted(data.lastNamePatterns));
  };
  const drawEmail = (firstName: string, lastName: string, host: string): string => {
    const separator = pick(['.', '_']);
    const number = drawInteger(0, 99);
    const user = pick([
      `${firstName}${separator}${lastName}${number}`,
      `${firstName}${separator}${lastName}`,
    ]);
    return `${toMailboxName(user, data.latin)}@${host}`;
  };
  return {
    seed,
    drawFirstName,
    drawLastName,
    drawCompany: () => fill(pick(data.companyPatterns)),
    drawJobTitle: () => fill(pick(data.titlePatterns)),
    drawDepartment: () => pick(data.departments),
    drawEmail,
    drawDigits: (count) => Array.from({ length: count }, () => drawInteger(0, 9)).join(''),
    drawNumber,
    drawInteger,
  };
}

/** Names in one text: each begins with the number of letters that it has in common with the name before it. */
export function packNames(names: readonly string[]): string {
  return names
    .map((name, index) => {
      const common = Math.min(9, countCommonStart([names[index - 1] ?? '', name]));
      return `${common}${name.slice(common)}`;
    })
    .join('');
}

/** The names in a text of `packNames`; no name contains a digit. */
export function unpackNames(packed: string): readonly string[] {
  let before = '';
  return Array.from(packed.matchAll(/(\d)(\D*)/g), ([, common, rest = '']) => {
    before = before.slice(0, Number(common)) + rest;
    return before;
  });
}

const maxMailboxLength = 50;

/** The name in ASCII, as far as an address may contain it. */
function toMailboxName(name: string, latin: PeopleData['latin']): string {
  const letters = Array.from(name.normalize('NFKD').replaceAll(/[\u0300-\u036f]/g, ''), (letter) => {
    const point = letter.codePointAt(0) ?? 0;
    return latin[letter] ?? (point < 128 ? letter : point.toString(36));
  });
  return letters
    .join('')
    .replaceAll(/[^A-Za-z0-9._+-]+/g, '')
    .slice(0, maxMailboxLength)
    .replaceAll(/\.{2,}/g, '.')
    .replace(/^\./, '')
    .replace(/\.$/, '');
}
