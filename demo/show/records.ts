/** The rows that the staged customers submit, drawn from the seed. */
import { drawInteger } from '../../random/random.ts';

export interface SubmittedRecord {
  readonly first_name: string;
  readonly last_name: string;
  readonly company_name: string;
}

const firstNames =
  'Ada Benno Clara Dario Elif Femke Goran Hanna Ivo Jelena Karim Lotte Milan Nora Oskar Priya'.split(' ');
const lastNames =
  'Abele Brandt Castel Duval Eriksen Ferro Grabner Holub Ivens Jansky Koller Lindqvist Maren Novik Orlo Petrak'.split(
    ' ',
  );
const companies = [
  'Copperfold Print',
  'Eastmoor Dairy',
  'Linden Row Clinic',
  'Oldgate Joinery',
  'Saltmarsh Studio',
];

/**
 * @param scenario what happens to the job: the company of the first row names it
 * @param seed words that no other list has
 */
export function drawRecords(
  rows: number,
  scenario: string,
  ...seed: readonly string[]
): readonly SubmittedRecord[] {
  const pick = (from: readonly string[], what: string, row: number): string =>
    from[drawInteger(0, from.length - 1, what, row, ...seed)] ?? '';
  return Array.from({ length: rows }, (_, row) => ({
    first_name: pick(firstNames, 'first name', row),
    last_name: pick(lastNames, 'last name', row),
    company_name: row === 0 ? `scenario:${scenario}` : pick(companies, 'company', row),
  }));
}
