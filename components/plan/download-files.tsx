import { PhoneFold } from '@/components/ui/phone-fold'
import type { PlanSummary } from '@/lib/domain/plan/plan'
import { describeMoment } from '@/lib/format/moment'
import { PLAN_FILES, type PlanFileName } from '@/lib/format/plan/plan-files'
import { count, countLevel } from '@/lib/format/words'
import { paths } from '@/lib/paths'

interface Props {
  readonly plan: PlanSummary
  /** What the list is narrowed to, as parameters of its address. */
  readonly query: Readonly<Record<string, string | string[]>>
  /** How many actions the list has on all of its pages. */
  readonly total: number
}

const OFFERED: readonly PlanFileName[] = [
  'actions.csv',
  'actions-excel.csv',
  'actions.xlsx',
  'actions.ods',
  'actions.json',
  'history.csv',
  'data-package.zip',
]

/** Offers the list as files: all of its pages, under the same filters and as at the same day. */
export function DownloadFiles({ plan, query, total }: Props) {
  const moment = plan.report === null ? describeMoment(plan) : `As issued in the report “${plan.report}”`
  const isNarrowed = Object.keys(query).some((name) => name !== 'sort')
  const { many } = plan.words.action
  return (
    <section aria-labelledby="download" className="no-print">
      <h2 id="download">Download this list</h2>
      <p>
        {countLevel(total, plan.words.action)} and parts of {many.toLowerCase()}
        {isNarrowed ? ', using the filters above' : ''}
        {moment ? `, ${moment.charAt(0).toLowerCase()}${moment.slice(1)}` : ''}.
      </p>
      <PhoneFold summary={`Show ${count(OFFERED.length, 'file')}`}>
        <ul>
          {OFFERED.map((name) => (
            <li key={name}>
              <a href={paths.file(plan, name, query)}>
                {name.startsWith('history') ? 'History as ' : ''}
                {PLAN_FILES[name].format}
              </a>
              : {describe(name, many)}
            </li>
          ))}
        </ul>
        <p>
          <a href={paths.files(plan)}>What is in the files</a>
        </p>
      </PhoneFold>
    </section>
  )
}

const describe = (name: PlanFileName, actions: string) =>
  name === 'history.csv'
    ? `one row for each update of these ${actions.toLowerCase()}.`
    : PLAN_FILES[name].says.charAt(0).toLowerCase() + PLAN_FILES[name].says.slice(1)
