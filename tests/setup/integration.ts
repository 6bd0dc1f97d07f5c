// Once for all integration tests: a PostgreSQL of their own, and in it a template with the schema and the plan.
import type { TestProject } from 'vitest/node'
import { type DatabaseUrls, prepareDatabase } from '@/tools/postgres/database'
import { startPostgres } from '@/tools/postgres/postgres'
import { makeThrowawayStorage, removeStorage } from './throwaway'

export default async function setUp(project: TestProject) {
  const storage = await makeThrowawayStorage('integration')
  try {
    const server = await startPostgres(storage, { throwaway: true })
    await prepareDatabase(server)
    project.provide('template', { url: server.url, ownerUrl: server.ownerUrl })
  } catch (error) {
    await removeStorage(storage)
    throw error
  }
  // Vitest tears down at its own end, but not when it is told to stop.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void removeStorage(storage).finally(() => process.exit(1)))
  }
  return () => removeStorage(storage)
}

declare module 'vitest' {
  interface ProvidedContext {
    template: DatabaseUrls
  }
}
