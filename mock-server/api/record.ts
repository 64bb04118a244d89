/**
 * One enriched record, computed from the job's id and the record's position: nothing is stored, and each
 * position always has the same record.
 */
import type { Faker } from '@faker-js/faker';

import type { Job } from '../domain/job.ts';
import { isMatched, findOrigin } from '../domain/matches.ts';
import { createDraws, drawFraction, hash } from '../../random/random.ts';
import { readRow, type SubmittedRecord } from '../domain/submitted-rows.ts';

type ResultRecord = Readonly<Record<string, string | number | null>>;

// Loaded with the first result: it costs as much as the server's start.
let fakerPromise: Promise<Faker> | undefined;

export function loadFaker(): Promise<Faker> {
  fakerPromise ??= Promise.all([import('@faker-js/faker/locale/base'), import('prepared:people.json')]).then(
    ([{ faker }, people]) => {
      // The class itself is exported only by the root of the package, which brings all locales.
      const FakerClass = faker.constructor as typeof Faker;
      return new FakerClass({ locale: people.default, randomizer: createDraws() });
    },
  );
  return fakerPromise;
}

/** The field names of a record, in order. */
export function getColumns(job: Job): readonly string[] {
  return Object.keys(
    isAccount(job)
      ? createAccountRecord(emptyRecord, undefined)
      : createContactRecord(emptyRecord, undefined),
  );
}

/** The submitted values (`imported_`) and, if found, the enriched ones. */
export function createRecord(job: Job, record: number, faker: Faker): ResultRecord {
  const { row, nth } = findOrigin(job, record);
  faker.seed(hash(job.id, 'row', row));
  const submitted =
    (job.records === undefined ? undefined : readRow(job.records, row)) ?? drawSubmittedRecord(job, faker);
  const matched = isMatched(job, row);
  if (isAccount(job))
    return createAccountRecord(submitted, matched ? drawAccount(submitted, faker) : undefined);
  faker.seed(hash(job.id, 'record', record));
  const current = drawFraction(job.id, record, 'current') < 0.85;
  return createContactRecord(
    submitted,
    matched ? drawContact(job, submitted, nth, current, faker) : undefined,
  );
}

function isAccount({ category, criteria }: Job): boolean {
  return category === 'account' && criteria === undefined;
}

const emptyRecord: SubmittedRecord = { firstName: null, lastName: null, companyName: null };

/** The submitted rows of an initial job. */
function drawSubmittedRecord({ category }: Job, faker: Faker): SubmittedRecord {
  const companyName = faker.company.name();
  if (category === 'account') return { ...emptyRecord, companyName };
  return { firstName: faker.person.firstName(), lastName: faker.person.lastName(), companyName };
}

type Contact = Readonly<Record<'firstName' | 'lastName' | 'email' | 'phone' | 'jobTitle' | 'stays', string>>;

function drawContact(
  { criteria }: Job,
  { firstName, lastName }: SubmittedRecord,
  nth: number,
  current: boolean,
  faker: Faker,
): Contact {
  const person = {
    firstName: firstName || faker.person.firstName(),
    lastName: lastName || faker.person.lastName(),
  };
  const titles = criteria?.jobTitles ?? [];
  return {
    ...person,
    email: faker.internet.email({ ...person, provider: 'example.com' }).toLowerCase(),
    phone: `+1555${faker.string.numeric(7)}`,
    jobTitle: titles[nth % Math.max(1, titles.length)] ?? faker.person.jobTitle(),
    stays: current ? 'current' : 'left',
  };
}

function createContactRecord(submitted: SubmittedRecord, found: Contact | undefined) {
  return {
    imported_first_name: submitted.firstName,
    imported_last_name: submitted.lastName,
    imported_company_name: submitted.companyName,
    first_name: found?.firstName ?? null,
    last_name: found?.lastName ?? null,
    contact_email: found?.email ?? null,
    contact_mobile_phone: found?.phone ?? null,
    job_title: found?.jobTitle ?? null,
    enrichment_source: found === undefined ? null : 'datacore',
    name_match_status: found === undefined ? 'not_matched' : 'matched',
    still_in_company_status: found?.stays ?? null,
  };
}

interface Account {
  readonly name: string;
  readonly industry: string;
  readonly revenue: number;
  readonly employees: number;
  readonly naics: string;
  readonly sic: string;
}

function drawAccount({ companyName }: SubmittedRecord, faker: Faker): Account {
  const employees = Math.round(10 ** faker.number.float({ min: 0.7, max: 4.5 }));
  return {
    name: companyName || faker.company.name(),
    industry: faker.commerce.department(),
    revenue: employees * 1000 * faker.number.int({ min: 60, max: 400 }),
    employees,
    naics: String(faker.number.int({ min: 111_110, max: 928_120 })),
    sic: String(faker.number.int({ min: 1000, max: 8999 })),
  };
}

function createAccountRecord({ companyName }: SubmittedRecord, found: Account | undefined) {
  return {
    imported_company_name: companyName,
    company_name: found?.name ?? null,
    industry: found?.industry ?? null,
    revenue: found?.revenue ?? null,
    employees: found?.employees ?? null,
    naics_code: found?.naics ?? null,
    sic_code: found?.sic ?? null,
    enrichment_source: found === undefined ? null : 'datacore',
    name_match_status: found === undefined ? 'not_matched' : 'matched',
  };
}
