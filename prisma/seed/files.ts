/** The plan's data files: read, and checked in shape. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PrintedFigures } from '@/lib/domain/printed/printed-figures'
import { readReportText } from '@/lib/imports/printed-report'
import { type DataFiles, NAMES, SCHEMAS } from './file-schemas'
import { findBrokenReferences } from './references'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

export interface SeedFiles extends DataFiles {
  /** What the report printed about this plan. */
  figures: PrintedFigures
}

/** What is wrong with the data files, a line each: file, path, reason. */
export class SeedFileError extends Error {
  override name = 'SeedFileError'
  constructor(readonly problems: readonly string[]) {
    super(
      `The plan's data files cannot be loaded; nothing was changed.\n${problems.map((p) => `  ${p}`).join('\n')}`,
    )
  }
}

/** Takes the folder of the data files; returns their contents. Throws SeedFileError naming every problem found. */
export async function readSeedFiles(folder: string): Promise<SeedFiles> {
  const problems: string[] = []
  const parsed: Record<string, unknown> = {}
  for (const [key, schema] of Object.entries(SCHEMAS)) {
    const name = NAMES[key as keyof DataFiles]
    const problem = (path: readonly PropertyKey[], message: string) =>
      problems.push(`${name}: ${path.length ? `${joinPath(path)}: ` : ''}${message}`)
    try {
      const result = schema.safeParse(JSON.parse(await readFile(join(folder, name), 'utf8')))
      if (result.success) parsed[key] = result.data
      else result.error.issues.forEach((issue) => problem(issue.path, issue.message))
    } catch (error) {
      problem(
        [],
        error instanceof SyntaxError ? `not valid JSON (${error.message})` : 'the file cannot be read',
      )
    }
  }
  if (problems.length) throw new SeedFileError(problems)
  const files = parsed as unknown as DataFiles
  problems.push(...findBrokenReferences(files, NAMES))
  if (problems.length) throw new SeedFileError(problems)
  const printed = readReportText(PUBLISHED_SIX, JSON.stringify(files.report))
  problems.push(...(printed.problems ?? []).map((problem) => `${NAMES.report}: ${problem}`))
  if (!printed.figures) throw new SeedFileError(problems)
  return { ...files, figures: printed.figures }
}

const joinPath = (path: readonly PropertyKey[]) =>
  path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i ? '.' : ''}${String(key)}`)).join('')
