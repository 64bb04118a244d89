// The values that are drawn are those of faker, which draws them from the same numbers.
import type { Faker } from '@faker-js/faker';
import { faker as english } from '@faker-js/faker/locale/en';
import people from 'prepared:people.json';

import { createDraws } from '../../random/random.ts';
import { createPeople, packNames, type People, unpackNames } from './people.ts';

// The class itself is exported only by the root of the package, which brings all locales.
const FakerClass = english.constructor as typeof Faker;
const faker = new FakerClass({ locale: english.rawDefinitions, randomizer: createDraws() });
const drawn = createPeople(people);

/** Each value, and how faker draws it. */
const values: Readonly<Record<string, readonly [(people: People) => unknown, () => unknown]>> = {
  'first names': [({ drawFirstName }) => drawFirstName(), () => faker.person.firstName()],
  'last names': [({ drawLastName }) => drawLastName(), () => faker.person.lastName()],
  companies: [({ drawCompany }) => drawCompany(), () => faker.company.name()],
  'job titles': [({ drawJobTitle }) => drawJobTitle(), () => faker.person.jobTitle()],
  departments: [({ drawDepartment }) => drawDepartment(), () => faker.commerce.department()],
  digits: [({ drawDigits }) => drawDigits(7), () => faker.string.numeric(7)],
  numbers: [({ drawNumber }) => drawNumber(0.7, 4.5), () => faker.number.float({ min: 0.7, max: 4.5 })],
  integers: [({ drawInteger }) => drawInteger(60, 400), () => faker.number.int({ min: 60, max: 400 })],
};

test.each(Object.entries(values))('%s are those of faker, and leave the same numbers', (_, [own, theirs]) => {
  const differing = Array.from({ length: 3000 }, (__, seed) => seed).filter((seed) => {
    drawn.seed(seed);
    faker.seed(seed);
    return own(drawn) !== theirs() || drawn.drawNumber(0, 1) !== faker.number.float();
  });
  expect(differing).toEqual([]);
});

const names: readonly (readonly [string, string])[] = [
  ['Ann', "O'Hara"],
  ['José María', 'Núñez-Ōe'],
  ['..Dr..', 'Who..'],
  ['a'.repeat(60), 'b'],
  ['<script>', '"quoted" \\ name'],
  ['\u{1F600}', '名前'],
  ['\ud800', 'Ǆǅ'],
];

test.each(names)('the email address of %j %j is that of faker', (firstName, lastName) => {
  for (let seed = 0; seed < 40; seed += 1) {
    drawn.seed(seed);
    faker.seed(seed);
    const expected = faker.internet.email({ firstName, lastName, provider: 'a.example' });
    expect(drawn.drawEmail(firstName, lastName, 'a.example')).toBe(expected);
  }
});

test('every letter of the basic plane is written in an email address as by faker', () => {
  const differing = Array.from({ length: 0x10000 }, (_, point) => String.fromCharCode(point)).filter(
    (letter) => {
      const firstName = `x${letter}y`;
      drawn.seed(1);
      faker.seed(1);
      const expected = faker.internet.email({ firstName, lastName: 'z', provider: 'a.example' });
      return drawn.drawEmail(firstName, 'z', 'a.example') !== expected;
    },
  );
  expect(differing).toEqual([]);
});

test('packed names are the same when they are unpacked', () => {
  const list = ['', 'Al', 'Al', 'Alan', 'Alexandrina', 'Alexandrine', 'Bo', "D'Amore", 'É', 'Émile'];
  expect(unpackNames(packNames(list))).toEqual(list);
  expect(packNames(['Alan', 'Alexa'])).toBe('0Alan2exa');
});
