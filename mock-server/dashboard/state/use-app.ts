/** Gives the state of the page to its components. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

import type { App } from './app.ts';

const context = createContext<App | undefined>(undefined);

export const AppProvider = context.Provider;

/** @throws outside of `AppProvider` */
export function useApp(): App {
  const app = useContext(context);
  if (app === undefined) throw new Error('A component was used outside of AppProvider.');
  return app;
}
