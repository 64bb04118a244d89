import { tryLies } from './mutants-on-trial.ts';

tryLies(1);
