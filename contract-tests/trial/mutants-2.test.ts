import { tryLies } from './mutants-on-trial.ts';

tryLies(2);
