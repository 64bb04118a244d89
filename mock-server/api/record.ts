/**
 * One enriched record, computed from the job's id and the record's position: nothing is stored, and each
 * position always has the same record.
 */
import type { Job } from '../domain/job.ts';
import { isMatched, findOrigin } from '../domain/matches.ts';
import { drawFraction, hash } from '../../random/random.ts';
import { readRow, type SubmittedRecord } from '../domain/submitted-rows.ts';
import { createPeople, type People } from './people.ts';

type ResultRecord = Readonly<Record<string, string | number | null>>;

// Loaded with the first result.
let peoplePromise: Promise<People> | undefined;

export function loadPeople(): Promise<People> {
  peoplePromise ??= import('prepared:people.json').then((data) => createPeople(data.default));
  return peoplePromise;
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
export function createRecord(job: Job, record: number, people: People): ResultRecord {
  const { row, nth } = findOrigin(job, record);
  people.seed(hash(job.id, 'row', row));
  const submitted =
    (job.records === undefined ? undefined : readRow(job.records, row)) ?? drawSubmittedRecord(job, people);
  const matched = isMatched(job, row);
  if (isAccount(job))
    return createAccountRecord(submitted, matched ? drawAccount(submitted, people) : undefined);
  people.seed(hash(job.id, 'record', record));
  const current = drawFraction(job.id, record, 'current') < 0.85;
  return createContactRecord(
    submitted,
    matched ? drawContact(job, submitted, nth, current, people) : undefined,
  );
}

function isAccount({ category, criteria }: Job): boolean {
  return category === 'account' && criteria === undefined;
}

const emptyRecord: SubmittedRecord = { firstName: null, lastName: null, companyName: null };

/** The submitted rows of an initial job. */
function drawSubmittedRecord({ category }: Job, people: People): SubmittedRecord {
  const companyName = people.drawCompany();
  if (category === 'account') return { ...emptyRecord, companyName };
  return { firstName: people.drawFirstName(), lastName: people.drawLastName(), companyName };
}

type Contact = Readonly<Record<'firstName' | 'lastName' | 'email' | 'phone' | 'jobTitle' | 'stays', string>>;

function drawContact(
  { criteria }: Job,
  { firstName, lastName }: SubmittedRecord,
  nth: number,
  current: boolean,
  people: People,
): Contact {
  const person = {
    firstName: firstName || people.drawFirstName(),
    lastName: lastName || people.drawLastName(),
  };
  const titles = criteria?.jobTitles ?? [];
  return {
    ...person,
    email: people.drawEmail(person.firstName, person.lastName, 'example.com').toLowerCase(),
    phone: `+1555${people.drawDigits(7)}`,
    jobTitle: titles[nth % Math.max(1, titles.length)] ?? people.drawJobTitle(),
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

function drawAccount({ companyName }: SubmittedRecord, people: People): Account {
  const employees = Math.round(10 ** people.drawNumber(0.7, 4.5));
  return {
    name: companyName || people.drawCompany(),
    industry: people.drawDepartment(),
    revenue: employees * 1000 * people.drawInteger(60, 400),
    employees,
    naics: String(people.drawInteger(111_110, 928_120)),
    sic: String(people.drawInteger(1000, 8999)),
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
