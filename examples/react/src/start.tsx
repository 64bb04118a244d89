/** Puts the app into its page. */
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

export function start(app: ReactNode): void {
  const place = document.getElementById('app');
  if (place === null) throw new Error('The page has no element "app".');
  createRoot(place).render(<StrictMode>{app}</StrictMode>);
}
