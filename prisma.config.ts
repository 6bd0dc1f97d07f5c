import { defineConfig } from 'prisma/config'

// The command line insists on a schema engine binary, which it would download. Generating needs none, and
// migrations need no command line (tools/postgres/migrations.ts), so any existing file satisfies it.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } })
