import { count } from '@/lib/format/words'
import type { ImportReport } from '@/lib/format/imports/import-report'

type Problem = ImportReport['problems'][number]

/** So many cells of each kind are named; they are all in the file's own order. */
const MOST_CELLS = 20
const MOST_KINDS = 30

/** All that is wrong with a file, grouped by what it is, each with the way out. */
export function ProblemList({ report }: { readonly report: ImportReport }) {
  const { problems, errorCount, problemCount } = report
  const warnings = problemCount - errorCount
  return (
    <>
      <Group
        title={`${count(errorCount, 'error')} to correct before the file can be imported`}
        problems={problems.filter(({ stops }) => stops)}
        all={errorCount}
      />
      <Group
        title={count(warnings, 'warning')}
        problems={problems.filter(({ stops }) => !stops)}
        all={warnings}
      />
    </>
  )
}

function Group({ title, problems, all }: { title: string; problems: readonly Problem[]; all: number }) {
  if (all === 0) return null
  const bySentence = new Map<string, Problem[]>()
  for (const problem of problems) {
    const key = `${problem.column ?? ''}\n${problem.message}`
    bySentence.set(key, [...(bySentence.get(key) ?? []), problem])
  }
  const groups = [...bySentence.values()]
  return (
    <section>
      <h2>{title}</h2>
      <ul className="import-problems">
        {groups.slice(0, MOST_KINDS).map((group) => (
          <li key={`${group[0]?.cell} ${group[0]?.message}`}>
            <p>
              {group[0]?.column && <strong>{group[0].column}: </strong>}
              {group[0]?.message}.
            </p>
            <p className="cells">
              {group
                .slice(0, MOST_CELLS)
                .map(({ cell, value }) => (value === null ? cell : `${cell} “${shorten(value)}”`))
                .join(', ')}
              {group.length > MOST_CELLS && ` and ${count(group.length - MOST_CELLS, 'other cell')}`}
            </p>
          </li>
        ))}
      </ul>
      {groups.length > MOST_KINDS && <p>And {count(groups.length - MOST_KINDS, 'other kind')}.</p>}
    </section>
  )
}

const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text)
