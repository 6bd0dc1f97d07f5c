// `npm run import -- --dry-run [--json] [--sheet NAME] [--answers FILE.json] FILE`: what the file of a plan holds (docs/importing.md). Nothing is written.
import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readPlanFile } from '../lib/imports/read-plan-file'
import { LIMITS } from '../lib/imports/file/limits'
import { describeImport, reportImport } from '../lib/format/imports/import-report'
import { STATUSES } from '../lib/domain/status/status'
import { type AnswersFile, readAnswers } from '../lib/schemas/imports/answers'
import { importMessages } from '../lib/format/imports/messages'
import { exitWith, runMain } from '../tools/process.mjs'

const USAGE = 'npm run import -- --dry-run [--json] [--sheet NAME] [--answers FILE.json] FILE'
/** A file of answers is no larger. */
const MOST_ANSWERS = 5 * 1024 * 1024

await runMain(async () => {
  const asked = readArguments()
  if (typeof asked === 'string') {
    console.error(`${asked}\n${USAGE}`)
    return exitWith(2)
  }
  const { file, sheet, answers, isJson } = asked
  // What is larger is refused by its size, and not read.
  const size = statSync(file).size
  const bytes = size > LIMITS.megabytes * 1024 * 1024 ? null : readFileSync(file)
  const about = {
    name: path.basename(file),
    bytes: size,
    sha256: bytes && createHash('sha256').update(bytes).digest('hex'),
  }
  const read = bytes
    ? await readPlanFile(about.name, bytes, {
        ...answers,
        sheet: sheet ?? answers.sheet ?? null,
        statuses: STATUSES,
      })
    : { refused: importMessages.tooLarge(LIMITS.megabytes) }
  const report = reportImport(about, read)
  console.log(isJson ? JSON.stringify(report, null, 2) : describeImport(report).join('\n'))
  return exitWith(report.outcome === 'import' ? 0 : 1)
})

/** Returns what is asked for, or what is wrong with it. */
function readArguments():
  { file: string; sheet: string | null; answers: AnswersFile; isJson: boolean } | string {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean' },
        json: { type: 'boolean' },
        sheet: { type: 'string' },
        answers: { type: 'string' },
      },
    })
    const [name, ...rest] = positionals
    if (!name || rest.length) return 'Enter one file name.'
    if (!values['dry-run']) return 'Nothing can be imported yet. Add --dry-run to see what the file holds.'
    const file = placeOf(name)
    if (!file) return `There is no file ${name}.`
    const answers = values.answers === undefined ? { given: {} } : readAnswersAt(values.answers)
    if (typeof answers === 'string') return answers
    return { file, sheet: values.sheet ?? null, answers, isJson: values.json ?? false }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Returns where a file is that was named from where the command was called, or null where there is none. */
function placeOf(name: string): string | null {
  const file = path.resolve(process.env.INIT_CWD ?? '.', name)
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : null
}

function readAnswersAt(name: string): AnswersFile | string {
  const file = placeOf(name)
  if (!file) return `There is no file ${name}.`
  if (statSync(file).size > MOST_ANSWERS) return `${name} is too large for a file of answers.`
  const answers = readAnswers(readFileSync(file, 'utf8'))
  return 'wrong' in answers ? [`${name} cannot be used:`, ...answers.wrong].join('\n  ') : answers
}
