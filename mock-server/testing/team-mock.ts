/** A mock on a free port that teams share. */

import { hashing } from '../http/hashing.ts';
import { createTeams, defaultQuotas, type Quotas, type Team } from '../access/team.ts';
import type { MockStartOptions } from '../start/start.ts';
import { controlToken } from './locked-mock.ts';
import { type MockOnPort, runningMock } from './running-mock.ts';

/** The key of a team in tests; it has no part of the control token, of which journals mask parts too. */
export const toKey = (team: string): string => `${team}-key-zyxwvutsrq`;

export const createTeam = (name: string, quotas: Partial<Quotas> = {}): Team => ({
  ...defaultQuotas,
  ...quotas,
  name,
  digest: hashing.digest(toKey(name)),
});

export const runTeamMock = (
  teams: readonly Team[],
  options: Partial<MockStartOptions> = {},
): Promise<MockOnPort> => runningMock({ controlToken, teams: createTeams(teams), ...options });
