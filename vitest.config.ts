import { availableParallelism } from 'node:os'
import path from 'node:path'
import { defineConfig } from 'vitest/config'

const root = import.meta.dirname
const resolve = {
  alias: [
    { find: /^@\//, replacement: `${root}/` },
    // Next decides by this import what may reach a browser; outside Next it throws.
    { find: 'server-only', replacement: path.join(root, 'node_modules/server-only/empty.js') },
  ],
}

/** With it files can share a process: loading the libraries anew for each takes longer than most of them do. */
const freshApp = 'tests/setup/fresh-app.ts'

/** A test on busy processors may take its time; what is wrong stays wrong (milliseconds). */
const PATIENT = 60_000

export default defineConfig({
  test: {
    // More than there are processors: a worker waits for its database half of the time. By itself Vitest would leave a processor idle.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          include: ['{app,demo,lib,scripts,server,tools,prisma}/**/*.test.ts', 'components/**/*.test.tsx'],
          setupFiles: freshApp,
          isolate: false,
          testTimeout: PATIENT,
        },
      },
      {
        resolve,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: 'tests/setup/integration.ts',
          setupFiles: [freshApp, 'tests/setup/integration-file.ts'],
          sequence: { setupFiles: 'list' },
          isolate: false,
          testTimeout: PATIENT,
          hookTimeout: PATIENT,
        },
      },
    ],
  },
})
