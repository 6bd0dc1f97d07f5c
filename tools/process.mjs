// What every command here shares: plain-English failures, progress lines, child processes, and stopping cleanly.
// Plain Node only: this runs before anything is installed.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { explainFullDisk } from './disk-full.mjs'

export const root = path.resolve(import.meta.dirname, '..')

/** Something the reader can act on: shown as its message alone. Anything else is a defect, and shows its stack. */
export class Failure extends Error {}

/** @typedef {(forced: boolean) => unknown} Cleanup */
/** @type {Cleanup[]} */
const cleanups = []
/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set()
let stopRequestedAt = 0

/**
 * Registers what has to be undone before the process ends; the latest registered is undone first. Returns what takes it off
 * the list again.
 * @param {Cleanup} cleanup
 */
export function onStop(cleanup) {
  cleanups.push(cleanup)
  return () => {
    const place = cleanups.indexOf(cleanup)
    if (place >= 0) cleanups.splice(place, 1)
  }
}

/**
 * Runs a command to its end: one message and exit code 1 when it fails; on Ctrl-C or SIGTERM everything is undone and
 * the exit code is 0.
 * @param {() => Promise<unknown>} main
 */
export async function runMain(main) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, onSignal)
  process.on('uncaughtException', (error) => void exitWith(1, error))
  // Whoever read our words may have gone (a closed terminal, `| head`): no reason to fail, nor to say so in vain.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  stopWithoutParent()
  try {
    await main()
  } catch (error) {
    await exitWith(1, error)
  }
}

/**
 * @param {number} code
 * @param {unknown} [error]
 * @returns {Promise<never>}
 */
export async function exitWith(code, error) {
  // What fails while everything is being stopped fails because of that.
  if (stopRequestedAt) return forever()
  stopRequestedAt = Date.now()
  if (error !== undefined) {
    const words = explainFullDisk(error) ?? (error instanceof Failure ? error.message : null)
    console.error(words === null ? error : `\n${words}`)
  }
  await stopChildren()
  for (const cleanup of [...cleanups].reverse()) {
    try {
      await cleanup(false)
    } catch (problem) {
      console.error(problem instanceof Failure ? problem.message : problem)
      code = 1
    }
  }
  process.exit(code)
}

/** Lets them clear up behind themselves, but not for ever. */
async function stopChildren() {
  for (const child of children) killGroup(child, 'SIGTERM')
  for (const deadline = Date.now() + 5000; children.size > 0 && Date.now() < deadline;) await delay(50)
  for (const child of children) killGroup(child, 'SIGKILL')
}

function onSignal() {
  if (!stopRequestedAt) {
    console.log('\nStopping …')
    void exitWith(0)
  } else if (Date.now() - stopRequestedAt > 1000) {
    // npm passes on a Ctrl-C that the terminal has sent us already; only a later one means "now".
    for (const child of children) killGroup(child, 'SIGKILL')
    const forced = Promise.allSettled(cleanups.map(async (cleanup) => cleanup(true)))
    void Promise.race([forced, delay(3000)]).then(() => process.exit(130))
  }
}

/** npm passes a SIGTERM to the shell between us, which ends without a word: when that has gone, so do we. */
function stopWithoutParent() {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    onSignal()
  }, 250)
  timer.unref()
}

/**
 * Says what is going on, and how long it has taken, while `work` runs.
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(label, work) {
  if (stopRequestedAt) return forever()
  const started = Date.now()
  const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`
  console.log(`${label} …`)
  const timer = setInterval(() => console.log(`${label} … ${elapsed()}`), 10_000)
  try {
    const result = await work()
    console.log(`${label}: done in ${elapsed()}`)
    took.push(`${elapsed().padStart(8)}  ${label}`)
    return result
  } finally {
    clearInterval(timer)
  }
}

/** @type {string[]} */
const took = []

/** Says how long each step of this command took. */
export function printSteps() {
  console.log(`\n${took.join('\n')}`)
}

/**
 * Runs a program, quietly unless it fails or `show` is set: as it writes, or the whole of it when it has ended.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, show?: boolean | 'whole', shell?: boolean, failure?: string, timeout?: number }} [options]
 * @returns {Promise<number>} its exit code; with `failure` given, a code other than 0 throws that
 */
export async function run(command, args, { env, show = false, shell = false, failure, timeout } = {}) {
  if (stopRequestedAt) return forever()
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    shell,
    stdio: ['ignore', show === true ? 'inherit' : 'pipe', show === true ? 'inherit' : 'pipe'],
    // Its own process group: a Ctrl-C reaches it only through us, and its own children end with it.
    detached: process.platform !== 'win32',
  })
  children.add(child)
  const timer = timeout ? setTimeout(() => killGroup(child, 'SIGKILL'), timeout) : undefined
  const most = show === 'whole' ? 1_000_000 : 20_000
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream
      ?.setEncoding('utf8')
      .on('data', (/** @type {string} */ text) => (output = (output + text).slice(-most)))
  }
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      output += error.message
      resolve(1)
    })
    child.on('close', (exitCode) => resolve(exitCode ?? 1))
  })
  clearTimeout(timer)
  children.delete(child)
  if (show === 'whole' && output.trim()) console.log(output.trimEnd())
  if (code !== 0 && failure) throw new Failure(output.trim() ? `${output.trim()}\n\n${failure}` : failure)
  return code
}

/**
 * Runs a program from node_modules with this very Node: no shell, no search path, no npx.
 * @param {string} script
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runLocal(script, args, options) {
  return run(process.execPath, [path.join(root, 'node_modules', script), ...args], options)
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function killGroup(child, signal) {
  try {
    if (child.pid && process.platform !== 'win32') process.kill(-child.pid, signal)
    else child.kill(signal)
  } catch {
    // It has ended by itself.
  }
}

/** @returns {Promise<never>} */
const forever = () => new Promise(() => {})
