// The worker's process: the application once more, for the work of one server alone (server/worker/process.ts).
import { rmSync } from 'node:fs'
import path from 'node:path'
import { writeConsoleAsLines } from '../server/console-lines'
import { startServer } from '../server/main'
import type { WorkerSettings } from '../server/worker/process'

// A Ctrl-C in the terminal is sent to both; the server says when this one is to end, or is no more.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined)

let folder: string | null = null
process.on('disconnect', () => {
  if (folder !== null) rmSync(folder, { recursive: true, force: true })
  process.exit(0)
})

process.once('message', (settings: WorkerSettings) => {
  folder = path.dirname(settings.socket)
  writeConsoleAsLines()
  void startServer({ host: settings.host, port: settings.port, workFor: settings }).then(
    () => process.send?.('ready'),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
