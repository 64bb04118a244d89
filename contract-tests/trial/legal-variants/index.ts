/** Lists unusual but legal behaviour: changes that servers, proxies and deployments make to the responses of a mock. */
import type { LegalVariant } from '../variant-server.ts';
import { doorVariants } from './doors.ts';
import { responseVariants } from './responses.ts';
import { submissionVariants } from './submissions.ts';
import { transportVariants } from './transport.ts';
import { resultVariants } from './results.ts';
import { surroundingVariants } from './surroundings.ts';

export const legalVariants: Readonly<Record<string, LegalVariant>> = {
  ...responseVariants,
  ...surroundingVariants,
  ...doorVariants,
  ...submissionVariants,
  ...resultVariants,
  ...transportVariants,
};
