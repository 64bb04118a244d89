/** The operations of the control API: operationId -> handler, complete by type. */
import type { operations as OperationTypes } from '../../openapi/generated/control.ts';
import { adviceOperations } from './advice.ts';
import { clockOperations } from './clock.ts';
import { eventsOperations } from './events.ts';
import { faultsOperations } from './faults.ts';
import { jobsOperations } from './jobs.ts';
import { linksOperations } from './links.ts';
import type { ControlHandler } from './outcome.ts';
import { requestsOperations } from './requests.ts';
import { serverOperations } from './server.ts';
import { snapshotsOperations } from './snapshots.ts';
import { worldOperations } from './world.ts';

export const controlHandlers = {
  ...serverOperations,
  ...worldOperations,
  ...clockOperations,
  ...eventsOperations,
  ...snapshotsOperations,
  ...linksOperations,
  ...jobsOperations,
  ...faultsOperations,
  ...requestsOperations,
  ...adviceOperations,
} as const satisfies Readonly<Record<keyof OperationTypes, ControlHandler>>;
