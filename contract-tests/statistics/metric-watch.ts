/** Watches one metric of a ledger for lasting steps. */
import { type Metric, toStepScale } from './metrics.ts';
import { createStepDetector, type Shift } from './step-detector.ts';

export interface MetricWatch {
  /** Adds the value of a run. @returns the step that it completes */
  readonly add: (value: number, weekday: number) => Shift | undefined;
}

export function createMetricWatch(metric: Metric): MetricWatch {
  const detector = createStepDetector(metric.step);
  return {
    add(value, weekday) {
      const shift = detector.add(toStepScale(metric, value), weekday);
      if (shift === undefined) return undefined;
      return { before: toStepScale(metric, shift.before), after: toStepScale(metric, shift.after) };
    },
  };
}
