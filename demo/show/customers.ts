/** The customers of the staged world, and the jobs with which it begins and to which the show refers. */
import type { Customer } from './scene.ts';

/** By their names in fixtures/worlds/demo.yaml, in its order. */
export const customers: Readonly<Record<string, Customer>> = {
  'quillmere-books': { token: 'quillmere-token', title: 'Quillmere Books', habit: 'polite' },
  'tarnbrook-foods': { token: 'tarnbrook-token', title: 'Tarnbrook Foods', habit: 'polite' },
  'velden-bikes': { token: 'velden-token', title: 'Velden Bikes', habit: 'polite' },
  'marlowick-tea': { token: 'marlowick-token', title: 'Marlowick Tea', habit: 'polite' },
  'hexley-labs': { token: 'hexley-token', title: 'Hexley Labs', habit: 'patient' },
};

/** The ids of the jobs in the world file, by their names within the show. */
export const firstJobs: Readonly<Record<string, string>> = {
  'trade fair contacts': '5d2c7b1e-90a4-4e3f-8b6d-1f7a2c9e4b01',
  'all shops': 'c41f8e2a-6b3d-4a97-9e05-7d8b1c2f3a02',
};
