import { tryLies } from './lies-on-trial.ts';

tryLies(4);
