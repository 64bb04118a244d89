/** One enriched record, made from the job's id and the row: nothing is stored, the same row is always the same. */
import type { Faker } from '@faker-js/faker';

import type { Job } from '../simulation/job.ts';
import { fraction, hash } from '../simulation/random.ts';

// Loaded with the first result, and one locale only: the whole package costs more than the server's start.
let loading: Promise<Faker> | undefined;

function loadFaker(): Promise<Faker> {
  loading ??= import('@faker-js/faker/locale/en').then(({ faker }) => faker);
  return loading;
}

/** What was submitted in this row beside what was found for it; three rows in four match. */
export async function contactRecord(job: Job, row: number): Promise<Readonly<Record<string, string | null>>> {
  const faker = await loadFaker();
  faker.seed(hash(job.id, row));
  const submitted = job.records?.[row];
  const firstName = submitted === undefined ? faker.person.firstName() : submitted.firstName;
  const lastName = submitted === undefined ? faker.person.lastName() : submitted.lastName;
  const companyName = submitted === undefined ? faker.company.name() : submitted.companyName;
  const matched = fraction(job.id, row, 'matched') < 0.75;
  const found = <Value>(value: Value) => (matched ? value : null);
  const person = { firstName: firstName ?? 'info', lastName: lastName ?? '' };
  return {
    imported_first_name: firstName,
    imported_last_name: lastName,
    imported_company_name: companyName,
    first_name: found(firstName),
    last_name: found(lastName),
    contact_email: found(faker.internet.email({ ...person, provider: 'example.com' }).toLowerCase()),
    contact_mobile_phone: found(`+1555${faker.string.numeric(7)}`),
    job_title: found(faker.person.jobTitle()),
    enrichment_source: found('datacore'),
    name_match_status: matched ? 'matched' : 'not_matched',
    still_in_company_status: matched ? (fraction(job.id, row, 'current') < 0.85 ? 'current' : 'left') : null,
  };
}
