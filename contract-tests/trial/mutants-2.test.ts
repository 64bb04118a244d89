import { tryMutants } from './mutants-on-trial.ts';

tryMutants(2);
