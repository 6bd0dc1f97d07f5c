/** The plan as a workbook to change and import again: a sheet for its actions and one for each of its levels, as docs/importing.md has them. */

import { writePartialDate } from '@/lib/domain/dates'
import { EDIT_VERSION, writeEditVersion } from '@/lib/domain/imports/edit-version'
import { fieldsOf, namesIn } from '@/lib/domain/imports/preview'
import { type Action, hasPillars, hasSections, type PlanState } from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import { meaningOf } from '@/lib/domain/plan/roles'
import { bucketLabel } from '@/lib/domain/status/status'
import { hasKind } from '@/lib/domain/structure/structure'
import type { FileAbout } from '@/lib/exports/tables/about'
import type { Cell, CellType } from '@/lib/exports/tables/table'
import { OWN_CELL_TYPES, ownCell } from '@/lib/exports/tables/own-fields'
import { fieldTitle } from '@/lib/format/structure/own-field-words'
import type { Sheet, Workbook } from './workbook'

interface EditColumn<Row> {
  readonly title: string
  readonly width: number
  readonly type?: CellType
  /** Left out of a plan that does not have this level. */
  readonly level?: 'pillar' | 'section'
  readonly value: (row: Row) => Cell
}

/** Takes what the file is about and its actions, in order; returns the workbook. Actions that have left the plan are not in it. */
export function editWorkbook({ plan, made }: FileAbout, actions: readonly Action[]): Workbook {
  const title = `${plan.shortTitle}: to change and import again`
  return {
    title,
    author: plan.publishers.join(', ') || plan.title,
    subject: plan.title,
    made,
    sheets: [
      sheet(
        plan,
        'Actions',
        actionColumns(plan),
        actions.filter(({ lifecycle }) => lifecycle === 'active'),
      ),
      ...(hasPillars(plan)
        ? [
            sheet(
              plan,
              'Pillars',
              [
                { title: 'Code', width: 16, value: ({ code }) => code },
                { title: 'Name', width: 40, value: ({ name }) => name },
                { title: 'Aim', width: 80, value: ({ aim }) => aim },
              ],
              plan.pillars,
            ),
          ]
        : []),
      ...(hasSections(plan) ? [sheet(plan, 'Sections', sectionColumns(plan), plan.sections)] : []),
      sheet(
        plan,
        'Partners',
        [
          { title: 'Code', width: 20, value: ({ code }) => code },
          { title: 'Name', width: 60, value: ({ name }) => name },
          { title: 'Abbreviation', width: 20, value: ({ abbreviation }) => abbreviation },
        ],
        plan.partners,
      ),
      sheet(
        plan,
        'Timescales',
        [
          { title: 'Code', width: 16, value: ({ code }) => code },
          { title: 'Label', width: 40, value: ({ label }) => label },
          { title: 'Start', width: 14, type: 'date', value: ({ startsOn }) => startsOn },
          { title: 'End', width: 14, type: 'date', value: ({ endsOn }) => endsOn },
        ],
        plan.timescales,
      ),
      ...(hasSections(plan) ? [sheet(plan, 'Outcomes', outcomeColumns(plan), plan.outcomes)] : []),
    ],
  }
}

function sheet<Row>(
  plan: PlanState,
  name: string,
  all: readonly EditColumn<Row>[],
  rows: readonly Row[],
): Sheet {
  const columns = all.filter(({ level }) => level === undefined || hasKind(plan, level))
  return {
    name,
    title: `${name}: ${plan.title}`,
    lines: [],
    table: {
      columns: columns.map(({ title, width, type = 'string' }) => ({ title, width, type })),
      rowCount: rows.length,
      rows: rows.map((row) => columns.map(({ value }) => value(row))),
    },
  }
}

const pillarCode = (plan: PlanState, id: string) => indexPlan(plan).pillars.get(id)?.code ?? null

const sectionColumns = (plan: PlanState): EditColumn<PlanState['sections'][number]>[] => [
  { title: 'Code', width: 12, value: ({ code }) => code },
  { title: 'Title', width: 60, value: ({ title }) => title },
  { title: 'Pillar', level: 'pillar', width: 20, value: ({ pillarId }) => pillarCode(plan, pillarId) },
  { title: 'Note', width: 60, value: ({ note }) => note },
]

const outcomeColumns = (plan: PlanState): EditColumn<PlanState['outcomes'][number]>[] => [
  { title: 'Code', width: 16, value: ({ code }) => code },
  { title: 'Text', width: 80, value: ({ text }) => text },
  { title: 'Pillar', level: 'pillar', width: 20, value: ({ pillarId }) => pillarCode(plan, pillarId) },
]

function actionColumns(plan: PlanState): EditColumn<Action>[] {
  const { sections, timescales, partners } = indexPlan(plan)
  const names = namesIn(plan)
  const namesOf = ({ partners: links }: Action, isLead: boolean) =>
    links
      .flatMap(({ partnerId, role }) =>
        (meaningOf(plan, role) === 'lead') === isLead ? (partners.get(partnerId)?.abbreviation ?? []) : [],
      )
      .join('; ')
  return [
    { title: 'Reference', width: 12, value: ({ ref }) => ref },
    { title: 'Title', width: 60, value: ({ title }) => title },
    {
      title: 'Section',
      level: 'section',
      width: 12,
      value: ({ sectionId }) => sections.get(sectionId)?.code ?? null,
    },
    { title: 'Description', width: 40, value: ({ note }) => note },
    { title: 'Lead', width: 24, value: (action) => namesOf(action, true) },
    { title: 'Partners', width: 40, value: (action) => namesOf(action, false) },
    { title: 'Due date', width: 14, value: ({ due }) => due && writePartialDate(due) },
    {
      title: 'Timescale',
      width: 30,
      value: ({ timescaleId, dueNote }) => timescales.get(timescaleId ?? '')?.label ?? dueNote,
    },
    {
      title: 'Status',
      width: 24,
      value: ({ current }) => current && bucketLabel(plan, current.status),
    },
    { title: 'Update', width: 60, value: ({ current }) => current?.narrative ?? null },
    ...plan.fields.map((field) => ({
      title: fieldTitle(field),
      width: field.type === 'longText' ? 60 : 24,
      type: OWN_CELL_TYPES[field.type],
      value: ({ ownFields }: Action) => ownCell(ownFields?.[field.code]),
    })),
    {
      title: EDIT_VERSION,
      width: 16,
      value: (action) => writeEditVersion(fieldsOf(names, action, plan.fields)),
    },
  ]
}
