// `npm run layout`: how the code is laid out, in figures: files a folder, the longest files, circles, and imports through a wall.
// Fails on a circle, on a wall, and on a folder with more files than a reader can take in.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { cruise } from 'dependency-cruiser'
import config from '../.dependency-cruiser.mjs'
import { exitWith, runMain } from '../tools/process.mjs'

/** So many files, tests included, a folder may have. Routes are named by Next, and have no say in it. */
const MOST_FILES = 25
/** So many lines are shown of a list. */
const SHOWN = 12
const rooms = [
  'app',
  'components',
  'lib',
  'server',
  'scripts',
  'tools',
  'demo',
  'prisma',
  'instrumentation.ts',
]

await runMain(async () => {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file))
  /** @type {Map<string, number>} */
  const folders = new Map()
  for (const folder of files.map((file) => path.dirname(file)))
    folders.set(folder, (folders.get(folder) ?? 0) + 1)
  const sizes = [...folders].map(([name, count]) => ({ name, count }))
  const lengths = files.map((file) => ({
    count: readFileSync(file, 'utf8').split('\n').length - 1,
    name: file,
  }))
  const isTest = (/** @type {{ name: string }} */ { name }) => /^tests\/|\.test\.tsx?$/.test(name)
  print('Files a folder', sizes)
  print(
    'Lines a file, tests left out',
    lengths.filter((file) => !isTest(file)),
  )
  print('Lines a test', lengths.filter(isTest))

  const { output } = await cruise(rooms, {
    ...config.options,
    ruleSet: { forbidden: config.forbidden },
    validate: true,
  })
  if (typeof output === 'string') throw new Error(output)
  const { violations } = output.summary
  const circles = violations.filter(({ rule }) => rule.name.startsWith('no-circle'))
  const walls = violations.filter(({ rule }) => !rule.name.startsWith('no-circle'))
  const crowded = sizes.filter(({ name, count }) => count > MOST_FILES && !/^app(\/|$)/.test(name))
  for (const { rule, from, to } of violations) console.log(`${rule.name}: ${from} -> ${to}`)
  for (const { name, count } of crowded)
    console.log(`too-many-files: ${name} has ${count}, at most ${MOST_FILES}`)
  console.log(`Folders with more than ${MOST_FILES} files: ${crowded.length}`)
  console.log(`Circles of files or folders: ${circles.length}`)
  console.log(`Imports through a wall: ${walls.length}`)
  await exitWith(violations.length + crowded.length === 0 ? 0 : 1)
})

/** @param {string} title @param {{ name: string, count: number }[]} rows */
function print(title, rows) {
  console.log(title)
  for (const { name, count } of rows.toSorted((a, b) => b.count - a.count).slice(0, SHOWN))
    console.log(`${String(count).padStart(6)}  ${name}`)
  console.log()
}
