import { describe, expect, it } from 'vitest'
import { importFile } from '@/tests/fixtures/imports'
import { importMessages } from '@/lib/format/imports/messages'
import { readHere } from './read-here'
import { readPlanFile } from './read-plan-file'

const name = 'levels-in-columns.xlsx'
const large = 'million-formatted-rows.xlsx'

describe('a file that is read in a thread of its own', () => {
  it('holds the same as without it, as plain data', async () => {
    const read = await readPlanFile(name, importFile(name), {})
    expect(read).toEqual(readHere(name, importFile(name), {}))
    expect(read).toMatchObject({
      tableSheets: ['How to fill this in', 'Plan', 'Lists'],
      table: { sheet: 'Plan' },
    })
  })

  it('is refused when it takes too long or too much memory', async () => {
    const bytes = importFile(`hostile/${large}`)
    expect(await readPlanFile(large, bytes, {}, { seconds: 0.01 })).toEqual({
      refused: importMessages.tooSlow(0.01),
    })
    const lines = Buffer.from('Action,Status\n'.repeat(90_000))
    expect(await readPlanFile('a.csv', lines, {}, { megabytes: 32 })).toEqual({
      refused: importMessages.tooMuchMemory,
    })
  })

  it('is opened once for all that is asked of it, and another file by another thread', async () => {
    let threads = 0
    const count = () => (threads += 1)
    process.on('worker', count)
    const file = 'swapped-headers.xlsx'
    for (const sheet of ['Moved columns', 'Changed heads'])
      expect(await readPlanFile(file, importFile(file), { sheet })).toEqual(
        readHere(file, importFile(file), { sheet }),
      )
    expect(threads).toBe(1)
    const other = await readPlanFile('a.csv', importFile('own-statuses.csv'), {}, { idle: 0 })
    expect([other.refused, threads]).toEqual([undefined, 2])
    await new Promise((resolve) => setTimeout(resolve, 50))
    await readPlanFile('a.csv', importFile('own-statuses.csv'), {})
    expect(threads).toBe(3)
    process.off('worker', count)
  })

  it('waits for the one before it, unless too many wait', async () => {
    const bytes = importFile('own-statuses.csv')
    const all = [1, 2, 3].map(() => readPlanFile('a.csv', bytes, {}, { waiting: 1 }))
    const read = await Promise.all(all)
    expect(read.map(({ refused }) => refused)).toEqual([undefined, undefined, importMessages.busy])
  })
})

it('reads the sheet that is asked for, or says which there are', () => {
  const bytes = importFile('swapped-headers.xlsx')
  expect(readHere('a.xlsx', bytes, { sheet: 'Changed heads' })).toMatchObject({
    table: { sheet: 'Changed heads' },
  })
  expect(readHere('a.xlsx', bytes, { sheet: 'Plan' })).toEqual({
    refused: 'There is no sheet called “Plan”. Choose one of “Moved columns”, “Changed heads”',
  })
})
