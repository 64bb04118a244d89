/** Records of nobody, for submissions. */

export interface SampleRecord {
  readonly first_name: string;
  readonly last_name: string;
  readonly company_name: string;
}

const firstNames = ['Ada', 'Alan', 'Grace', 'Hedy', 'Katherine', 'Linus', 'Margaret'];
const lastNames = [
  'Lovelace',
  'Turing',
  'Hopper',
  'Lamarr',
  'Johnson',
  'Pauling',
  'Hamilton',
  'Noether',
  'Curie',
];
const companies = ['Analytical Engines', 'Bombe', 'Compilers', 'Spectrum', 'Orbits'];

/** @param firstCompany of the first record, which may choose a scenario */
export function createSampleRecords(count: number, firstCompany?: string): readonly SampleRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    first_name: pick(firstNames, index),
    last_name: pick(lastNames, index),
    company_name: index === 0 && firstCompany !== undefined ? firstCompany : pick(companies, index),
  }));
}

const pick = (words: readonly string[], index: number): string => words[index % words.length] ?? '';
