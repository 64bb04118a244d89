/** A submission of so many people, for tests. */
export const createPeople = (count: number) => ({
  records: Array.from({ length: count }, (_, index) => ({
    first_name: `Ada ${index}`,
    last_name: 'Lovelace',
    company_name: 'Analytical Engines',
  })),
});
