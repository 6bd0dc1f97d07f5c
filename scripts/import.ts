// `npm run import -- --dry-run [--json] [--sheet NAME] FILE`: what the file of a plan holds (docs/importing.md). Nothing is written.
import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readPlanFile } from '../lib/imports/read-plan-file'
import { LIMITS } from '../lib/imports/file/limits'
import { describeImport, reportImport } from '../lib/format/imports/import-report'
import { importMessages } from '../lib/format/imports/messages'
import { exitWith, runMain } from '../tools/process.mjs'

const USAGE = 'npm run import -- --dry-run [--json] [--sheet NAME] FILE'

await runMain(async () => {
  const asked = readArguments()
  if (typeof asked === 'string') {
    console.error(`${asked}\n${USAGE}`)
    return exitWith(2)
  }
  const { file, sheet, isJson } = asked
  // What is larger is refused by its size, and not read.
  const size = statSync(file).size
  const bytes = size > LIMITS.megabytes * 1024 * 1024 ? null : readFileSync(file)
  const about = {
    name: path.basename(file),
    bytes: size,
    sha256: bytes && createHash('sha256').update(bytes).digest('hex'),
  }
  const read = bytes
    ? await readPlanFile(about.name, bytes, sheet)
    : { refused: importMessages.tooLarge(LIMITS.megabytes) }
  const report = reportImport(about, read)
  console.log(isJson ? JSON.stringify(report, null, 2) : describeImport(report).join('\n'))
  return exitWith(report.outcome === 'read' ? 0 : 1)
})

/** Returns what is asked for, or what is wrong with it. */
function readArguments(): { file: string; sheet: string | null; isJson: boolean } | string {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' }, sheet: { type: 'string' } },
    })
    const [name, ...rest] = positionals
    if (!name || rest.length) return 'Enter one file name.'
    if (!values['dry-run']) return 'Nothing can be imported yet. Add --dry-run to see what the file holds.'
    const file = path.resolve(process.env.INIT_CWD ?? '.', name)
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return `There is no file ${name}.`
    return { file, sheet: values.sheet ?? null, isJson: values.json ?? false }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
