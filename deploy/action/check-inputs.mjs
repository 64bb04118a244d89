// First step of the GitHub Action: complains about the inputs.
// @ts-check
import process from 'node:process';
import { findMistakes, formatAnnotation } from './inputs.mjs';

const mistakes = findMistakes(process.env);
for (const mistake of mistakes) console.log(formatAnnotation('error', mistake));
if (mistakes.length > 0) process.exitCode = 2;
