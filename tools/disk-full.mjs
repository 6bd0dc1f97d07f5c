// What to say when a disk is full, whichever program met it: ours, npm, the build or PostgreSQL. Plain Node only.
import { statfsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')

/** Megabytes that a first start writes (packages and build; database; what is on its way), rounded up. */
const NEEDED = { checkout: 2_000, data: 300, temporary: 200 }

/**
 * Takes whatever ended a command; returns which folder has too little room and how much it needs, or null when that was not it.
 * @param {unknown} error
 * @returns {string | null}
 */
export function explainFullDisk(error) {
  if (!isFullDisk(error)) return null
  const data = path.resolve(process.env.CAIRN_DATA_DIR || path.join(root, 'data'))
  /** @type {[string, number, string][]} */
  const places = [
    [data, NEEDED.data, 'the database'],
    [root, NEEDED.checkout, 'packages and pages'],
    [os.tmpdir(), NEEDED.temporary, 'files on their way'],
  ]
  const lines = places.flatMap(([folder, needed, what]) => {
    const free = freeMegabytes(folder)
    return free < needed
      ? [`  ${folder} has ${free} MB free; a first start needs about ${needed} MB there for ${what}.`]
      : []
  })
  return [
    'A disk is full, so Cairn has stopped. Saved work is not lost.',
    ...(lines.length ? lines : ['  It has space again now, or a quota has been reached.']),
    'Free some space, or set CAIRN_DATA_DIR to a folder on another disk, and start again.',
  ].join('\n')
}

/**
 * @param {unknown} error
 * @returns {boolean}
 */
function isFullDisk(error) {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? error.code : ''
  return (
    // The last is what PostgreSQL calls it.
    ['ENOSPC', 'EDQUOT', '53100'].includes(String(code)) ||
    /\bENOSPC\b|\bEDQUOT\b|No space left on device|Disk quota exceeded/.test(error.message) ||
    isFullDisk(error.cause)
  )
}

/**
 * Of the disk that holds a folder, or is going to.
 * @param {string} folder
 * @returns {number}
 */
function freeMegabytes(folder) {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return Math.floor((bavail * bsize) / 1_000_000)
  } catch {
    return freeMegabytes(path.dirname(folder))
  }
}
