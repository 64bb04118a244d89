/** Says what a scene does, for the presenter. */
import { customers } from './customers.ts';
import type { HabitName, Scene } from './scene.ts';

/** One or two sentences. */
export function describeScene(scene: Scene): string {
  if (scene.does === 'watch') return scene.note;
  const deed = describeDeed(scene);
  return scene.note === undefined ? deed : `${deed} ${scene.note}`;
}

function describeDeed(scene: Exclude<Scene, { does: 'watch' }>): string {
  switch (scene.does) {
    case 'submit':
      return `${getTitle(scene.customer)} submits "${scene.job}", ${formatRows(scene.rows)}.`;
    case 'add':
      return `"${scene.job}" of ${getTitle(scene.customer)} comes in, ${formatRows(scene.rows)}.`;
    case 'pause':
      return `${getTitle(scene.customer)} pauses "${scene.job}".`;
    case 'resume':
      return `${getTitle(scene.customer)} resumes "${scene.job}".`;
    case 'fail':
      return `The service gives up "${scene.job}": ${scene.reason}`;
    case 'switch-on':
      return `The fault "${scene.fault}" begins.`;
    case 'switch-off':
      return `The fault "${scene.fault}" ends.`;
    case 'change-habit':
      return `The client of ${getTitle(scene.customer)} ${newHabits[scene.habit]}.`;
    case 'clear-advice':
      return 'The advice is cleared.';
    default:
      return `${getTitle(scene.customer)} requests a wrong address.`;
  }
}

const newHabits: Readonly<Record<HabitName, string>> = {
  hasty: 'begins to poll every second, without an end',
  polite: 'polls as the documentation asks from now on',
  patient: 'polls as the documentation asks for large jobs',
};

const getTitle = (customer: string): string => customers[customer]?.title ?? customer;

const formatRows = (rows: number): string => `${rows.toLocaleString('en')} rows`;

/** Minutes and seconds, such as `3:08`. */
export function formatShowTime(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
