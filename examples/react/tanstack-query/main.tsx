/** Puts the app into its page. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { TanStackQueryApp } from './app.tsx';

const place = document.getElementById('app');
if (place === null) throw new Error('The page has no element "app".');
createRoot(place).render(
  <StrictMode>
    <TanStackQueryApp />
  </StrictMode>,
);
