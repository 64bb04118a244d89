/** The records that the suite submits with write access: three made-up people that identify themselves as test data. */

/** A row of a submission. */
export type OwnRecord = Readonly<Record<'first_name' | 'last_name' | 'company_name', string>>;

/** Contains a comma, quotes and non-ASCII letters, to test CSV. */
export const ownRecords: readonly OwnRecord[] = [
  { first_name: 'Contract', last_name: 'Suite-One', company_name: 'Made-up Test Company' },
  { first_name: 'Contract', last_name: 'Suite-Two', company_name: 'Made-up, "Quoted" & Sons' },
  { first_name: 'Cöntract', last_name: 'Suite-Three', company_name: 'Möbel Erfunden GmbH' },
];

/** The result field that returns a submitted field. */
export const importedAs: Readonly<Record<keyof OwnRecord, string>> = {
  first_name: 'imported_first_name',
  last_name: 'imported_last_name',
  company_name: 'imported_company_name',
};
