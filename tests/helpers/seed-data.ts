/** Copies of the first plan's data files with something changed in them. */

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

export const PLAN_FILE = 'workforce-action-plan.json'
export const REPORT_FILE = 'progress-report-2025-02.json'
export const ALLOCATION_FILE = 'action-status-allocation.json'
export const UPDATE_FILE = 'progress-update-2025-06.json'

const SEED_FOLDER = path.join(import.meta.dirname, '../../prisma/seed')

/** Copies the data, changes the copy, hands its folder to `use`, and removes it. Returns what `use` returned. */
export async function withChangedData<T>(
  change: (folder: string) => Promise<unknown>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cairn-seed-'))
  try {
    for (const name of [PLAN_FILE, REPORT_FILE, ALLOCATION_FILE, UPDATE_FILE]) {
      await cp(path.join(SEED_FOLDER, name), path.join(folder, name))
    }
    await change(folder)
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Sets one value of a data file: `setIn(folder, PLAN_FILE, 'sections[3].pillar', 'x')`. Undefined removes it. */
export async function setIn(folder: string, file: string, at: string, value: unknown): Promise<void> {
  const name = path.join(folder, file)
  const data = JSON.parse(await readFile(name, 'utf8')) as object
  const keys = at.match(/\w+/g) ?? []
  const holder = keys.slice(0, -1).reduce<object>((inside, key) => Reflect.get(inside, key) as object, data)
  Reflect.set(holder, keys.at(-1) ?? '', value)
  await writeFile(name, JSON.stringify(data))
}
