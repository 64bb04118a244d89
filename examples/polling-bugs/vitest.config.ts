import { defineConfig } from 'vitest/config';

// oxlint-disable-next-line import/no-default-export -- Vitest asks for it.
export default defineConfig({ test: { environment: 'happy-dom' } });
