// `npm run import -- [--plan SLUG] [--answers FILE.json] [--sheet NAME] [--dry-run] [--json] FILE`: what the file of a plan holds, and, with a plan,
// what importing it does (docs/importing.md).
import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readPlanFile } from '../lib/imports/read-plan-file'
import { LIMITS } from '../lib/imports/file/limits'
import { describeImport, reportImport } from '../lib/format/imports/import-report'
import { PUBLISHED_SIX } from '../lib/domain/status/templates'
import { type AnswersFile, readAnswers } from '../lib/schemas/imports/answers'
import { importMessages } from '../lib/format/imports/messages'
import { findAsLastTime } from '../lib/domain/imports/kept-answers'
import { describeLastTime, describePreview } from '../lib/format/imports/preview-report'
import { prepareDatabase } from '../tools/postgres/database'
import { openDatabase } from '../tools/postgres/open-database'
import { exitWith, Failure, runMain } from '../tools/process.mjs'

const USAGE = 'npm run import -- [--plan SLUG] [--answers FILE.json] [--sheet NAME] [--dry-run] [--json] FILE'
/** A file of answers is no larger. */
const MOST_ANSWERS = 5 * 1024 * 1024

await runMain(async () => {
  const asked = readArguments()
  if (typeof asked === 'string') {
    console.error(`${asked}\n${USAGE}`)
    return exitWith(2)
  }
  const { file, sheet, answers, isJson, plan, isDryRun } = asked
  const imports = plan === null ? null : await openImports()
  // A file for no plan yet is read as one for a plan that was just added.
  const known =
    plan === null ? { statuses: PUBLISHED_SIX.statuses, lastTime: null } : await imports?.askByCommand(plan)
  if (!known) throw noPlan(plan)
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
        ...known,
        isForPlan: asked.plan !== null,
      })
    : { refused: importMessages.tooLarge(LIMITS.megabytes) }
  const report = reportImport(about, read)
  if (
    plan === null ||
    imports === null ||
    report.outcome !== 'import' ||
    read.refused !== undefined ||
    !read.table ||
    !read.rows ||
    !read.answers
  ) {
    console.log(isJson ? JSON.stringify(report, null, 2) : describeImport(report).join('\n'))
    return exitWith(report.outcome === 'import' ? 0 : 1)
  }
  const from = {
    file: { name: about.name, sha256: about.sha256 ?? '' },
    columns: read.table.columns,
    rows: read.rows,
    answers: read.answers,
  }
  const preview = await (isDryRun
    ? imports.previewByCommand(plan, from)
    : imports.importByCommand(plan, from))
  if (preview === null) throw noPlan(plan)
  const isRefused = preview.badReferences.length > 0
  const isApplied = !isDryRun && !isRefused
  console.log(
    isJson
      ? JSON.stringify({ ...report, preview, isApplied }, null, 2)
      : [
          ...describeImport(report),
          ...describeLastTime(findAsLastTime(read.table, known.lastTime, read.answers)),
          ...describePreview(preview),
          ...(isApplied ? ['', importMessages.applied(plan)] : []),
        ].join('\n'),
  )
  return exitWith(isRefused ? 1 : 0)
})

const noPlan = (slug: string | null) =>
  new Failure(`There is no plan with the address ${slug}. Add the plan first, then import the file.`)

/** Opens the database that the app uses, or the one of the data folder. */
async function openImports() {
  const urls = await openDatabase('npm run import', { share: true })
  await prepareDatabase(urls)
  // It signs nothing and links nowhere, but the app's environment is checked as a whole.
  process.env.DATABASE_URL = urls.url
  process.env.CAIRN_SECRET ??= 'x'.repeat(32)
  process.env.CAIRN_URL ??= 'http://localhost'
  // What follows reads the environment as it is loaded.
  return import('../lib/mutations/imports/import-by-command')
}

interface Asked {
  readonly file: string
  readonly plan: string | null
  readonly sheet: string | null
  readonly answers: AnswersFile
  readonly isDryRun: boolean
  readonly isJson: boolean
}

/** Returns what is asked for, or what is wrong with it. */
function readArguments(): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean' },
        json: { type: 'boolean' },
        sheet: { type: 'string' },
        answers: { type: 'string' },
        plan: { type: 'string' },
      },
    })
    const [name, ...rest] = positionals
    if (!name || rest.length) return 'Enter one file name.'
    const isDryRun = values['dry-run'] ?? false
    if (values.plan === undefined && !isDryRun)
      return 'Name the plan with --plan, or add --dry-run to see what the file holds.'
    const file = placeOf(name)
    if (!file) return `There is no file ${name}.`
    const answers = values.answers === undefined ? { given: {} } : readAnswersAt(values.answers)
    if (typeof answers === 'string') return answers
    return {
      file,
      plan: values.plan ?? null,
      sheet: values.sheet ?? null,
      answers,
      isDryRun,
      isJson: values.json ?? false,
    }
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
