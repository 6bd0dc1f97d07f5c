// One process at a time may install packages or build in a checkout. The lock is a listening socket and no file: the
// operating system takes it back however its holder ends, so there is no stale lock to recognise.
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { root } from './process.mjs'

/** Waits until no other process prepares this checkout; returns what gives the lock back. */
export async function acquireCheckoutLock() {
  for (let announced = false; ; await delay(250)) {
    const server = await tryListen()
    if (server) return () => void server.close()
    const holder = await askHolder()
    if (holder && !announced) {
      console.log(
        `Another command (process ${holder}) is installing or building in this folder. Waiting for it to finish …`,
      )
      announced = true
    }
  }
}

/** @returns {Promise<net.Server | undefined>} */
function tryListen() {
  const server = net.createServer((socket) => {
    socket.on('error', () => {})
    socket.end(String(process.pid))
  })
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined))
    server.listen({ path: lockPath() }, () => resolve(server.unref()))
  })
}

/** @returns {Promise<string | undefined>} the holder's process id */
function askHolder() {
  return new Promise((resolve) => {
    let answer = ''
    const socket = net.connect({ path: lockPath() })
    socket.setEncoding('utf8').on('data', (text) => (answer += text))
    socket.on('close', () => resolve(answer || undefined))
    socket.on('error', (error) => {
      // Only where sockets are files (macOS) can one outlive its holder; no one listens on it.
      if ('code' in error && error.code === 'ECONNREFUSED' && isFile) rmSync(lockPath(), { force: true })
    })
  })
}

const isFile = process.platform !== 'linux' && process.platform !== 'win32'

function lockPath() {
  const name = `cairn-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`
  if (process.platform === 'linux') return `\0${name}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  return path.join(tmpdir(), `${name}.sock`)
}
