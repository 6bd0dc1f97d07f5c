/** What a list is narrowed to, in words. */

import { type ActionFilter, type ActionSort, PLAN_ORDER } from '@/lib/domain/plan/action-list'
import type { PlanState } from '@/lib/domain/plan/plan'
import { bucketLabel } from '@/lib/domain/status/status'
import { NO_TIMESCALE } from '@/lib/domain/plan/timescale-views'
import { choiceLabel } from '@/lib/format/structure/own-field-words'
import { ACTIVITY_LABELS, oneOfWords } from '@/lib/format/words'

interface FilterWords {
  readonly name: string
  readonly value: string
}

/** Takes a plan and a filter of its actions; returns each thing that is asked for, with its name; nothing for every action. */
export function describeFilter(plan: PlanState, filter: ActionFilter): FilterWords[] {
  const { pillar, section, action } = plan.words
  const find = <Row extends { readonly code: string }>(rows: readonly Row[], code: string | null) =>
    rows.find((row) => row.code === code)
  const asked: (readonly [string, string | undefined])[] = [
    [pillar.one, find(plan.pillars, filter.pillar)?.name],
    [section.one, nameSection(find(plan.sections, filter.section))],
    ['Status', oneOfWords(filter.status.map((bucket) => bucketLabel(plan, bucket)))],
    ['Partner', find(plan.partners, filter.partner)?.name],
    [
      'Timescale',
      filter.timescale === NO_TIMESCALE
        ? 'No timescale recorded'
        : find(plan.timescales, filter.timescale)?.label,
    ],
    [
      'Activity',
      filter.activity === 'unknown'
        ? 'Not recorded'
        : (filter.activity && ACTIVITY_LABELS[filter.activity]) || '',
    ],
    ['Search words', filter.text && `“${filter.text}”`],
    ...plan.fields.map(
      (field) =>
        [
          field.label,
          oneOfWords((filter.own[field.code] ?? []).map((choice) => choiceLabel(field, choice))),
        ] as const,
    ),
    ['Counted', filter.counted ? `Counted ${action.many.toLowerCase()} only` : ''],
  ]
  return asked.flatMap(([name, value]) => (value ? [{ name, value }] : []))
}

function nameSection(
  section: { readonly code: string; readonly title: string } | undefined,
): string | undefined {
  return section && `${section.code} ${section.title}`
}

const SORT_WORDS: Readonly<Record<ActionSort['by'], string>> = {
  plan: 'The plan’s own order',
  status: 'By status',
  timescale: 'By timescale',
  due: 'By due date',
  updated: 'By the date of the status',
}

/** Takes a sort; returns it in words: "By status, reversed". */
export function describeSort({ by, descending }: ActionSort = PLAN_ORDER): string {
  return `${SORT_WORDS[by]}${descending ? ', reversed' : ''}`
}
