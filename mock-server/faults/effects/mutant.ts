/** Applies a mutant to single requests: it breaks one promise of the contract. */
import { formatSuggestion } from '../../../openapi/complaint.ts';
import { mutants } from '../../mutants/index.ts';
import { defineEffect } from './effect.ts';

const names = mutants.map(({ name }) => name);

export const mutant = defineEffect({
  name: 'mutant',
  about: 'breaks one promise of the contract',
  keys: {
    mutant: {
      description: 'its name; `mock --mutants` lists them',
      type: 'string',
      required: true,
      words: names,
      example: names[0] ?? '',
      check: (name) =>
        names.includes(name)
          ? undefined
          : `there is no mutant ${JSON.stringify(name)}${formatSuggestion(name, names) || '; mock --mutants lists them'}`,
    },
  },
  isDone: true,
  showsJobs: false,
  stage: 'request',
  replaces: 'nothing',
  find: ({ mutant: given }) => mutants.find(({ name }) => name === given),
});
