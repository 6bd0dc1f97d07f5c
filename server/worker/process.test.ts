// The worker's life: from the first use to some time after the last, with a stand-in for the application.
import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { log } from '@/lib/log'
import { openWorker, type Worker } from './process'

const STAND_IN = `
  process.on('disconnect', () => process.exit(0))
  process.once('message', ({ socket, port }) => {
    require('node:http').createServer((_, response) => response.end(String(port))).listen(socket, () => process.send('ready'))
  })`

const begun: ReturnType<typeof spawn>[] = []
const opened: Worker[] = []
function open(program: string, longestIdle = 60_000): Worker {
  const worker = openWorker(
    { host: 'localhost', port: 1234, ownMark: 'own' },
    {
      longestIdle,
      begin: () => {
        const child = spawn(process.execPath, ['-e', program], {
          stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        })
        begun.push(child)
        return child
      },
    },
  )
  opened.push(worker)
  return worker
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((worker) => worker.close()))
  begun.length = 0
  vi.restoreAllMocks()
})

const isOver = (at: number) => begun[at]?.exitCode !== null || begun[at]?.signalCode !== null

it('is started once by all who need it, in a folder of its own, and ended when the server ends', async () => {
  const worker = open(STAND_IN)
  const [first, second] = await Promise.all([worker.use(), worker.use()])
  expect(first?.socket).toBe(second?.socket)
  expect(begun).toHaveLength(1)
  const folder = path.dirname(first?.socket ?? '')
  expect((statSync(folder).mode & 0o777).toString(8)).toBe('700')
  await worker.close()
  expect(isOver(0)).toBe(true)
  expect(existsSync(folder)).toBe(false)
  expect(await worker.use()).toBeNull()
})

it('ends some time after its last use, and is started again for the next', async () => {
  const worker = open(STAND_IN, 100)
  const first = await worker.use()
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(isOver(0)).toBe(false)
  first?.end()
  await expect.poll(() => isOver(0)).toBe(true)
  const second = await worker.use()
  expect(second?.socket).not.toBe(first?.socket)
  expect(begun).toHaveLength(2)
})

it('is started again after it died', async () => {
  const worker = open(STAND_IN)
  await worker.use()
  begun[0]?.kill('SIGKILL')
  await expect.poll(() => isOver(0)).toBe(true)
  expect(await worker.use()).not.toBeNull()
  worker.kill()
  await expect.poll(() => isOver(1)).toBe(true)
  expect(await worker.use()).not.toBeNull()
})

it('that cannot start says so once, and is not tried again for a while', async () => {
  const error = vi.spyOn(log, 'error').mockReturnValue()
  const worker = open('process.exit(1)')
  expect(await Promise.all([worker.use(), worker.use()])).toEqual([null, null])
  expect(await worker.use()).toBeNull()
  expect(begun).toHaveLength(1)
  expect(error).toHaveBeenCalledOnce()
})
