// The built app on a server and a database of its own, for browser tests that would disturb the others.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from '@playwright/test'
import { findFreePort } from '@/tools/postgres/postgres'

const READY = /^Cairn is ready at .*\n/m

export interface OwnServer {
  /** Its address, without a path. */
  readonly base: string
  readonly databaseUrl: string
  readonly pid: number
  /** What it has written to its log. */
  output(): string
  /** How many statements it has sent to its database. */
  statements(): Promise<number>
  stop(): Promise<void>
}

/** Takes a name for its files; starts a server with the first plan, or with both that come with Cairn. */
export async function startOwnServer(name: string, { bothPlans = false } = {}): Promise<OwnServer> {
  const port = await findFreePort()
  const file = path.resolve(`test-results/${name}-database-url-${process.pid}`)
  const server = spawn(process.execPath, ['--import', 'tsx', 'tests/setup/e2e-server.ts'], {
    env: {
      ...process.env,
      PORT: String(port),
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      CAIRN_E2E_RUNNER: String(process.pid),
      CAIRN_E2E_DATABASE_FILE: file,
      CAIRN_E2E_BOTH_PLANS: bothPlans ? '1' : '0',
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  let output = ''
  server.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text))
  await expect(() => expect(output).toMatch(READY)).toPass({ timeout: 150_000 })
  let databaseUrl = ''
  await expect(async () => void (databaseUrl = await readFile(file, 'utf8'))).toPass()
  return {
    base: `http://localhost:${port}`,
    databaseUrl,
    pid: server.pid ?? 0,
    output: () => output,
    statements: async () => {
      server.send('statements')
      const [sent] = (await once(server, 'message')) as [number]
      return sent
    },
    stop: async () => {
      if (server.exitCode !== null) return
      server.kill('SIGTERM')
      await once(server, 'exit')
    },
  }
}
