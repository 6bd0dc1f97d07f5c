/** The plan's data files, checked against one another. */

import type { DataFiles } from './file-schemas'

/**
 * Takes the contents of the data files, and their names; returns what is wrong with their references, a line each: file,
 * path, reason. That is a code that nothing has, a code that stands twice, or a part that does not follow its action.
 */
export function findBrokenReferences(files: DataFiles, names: Record<keyof DataFiles, string>): string[] {
  const { plan, report, allocation, update } = files
  const problems: string[] = []

  const codes = (path: string, values: readonly string[]) => {
    const known = new Set<string>()
    values.forEach((value, i) => {
      if (known.has(value)) problems.push(`${path}[${i}]: "${value}" stands twice`)
      known.add(value)
    })
    return known
  }
  const known = {
    source: codes(
      `${names.plan}: plan.sourceDocuments`,
      plan.plan.sourceDocuments.map((row) => row.id),
    ),
    timescale: codes(
      `${names.plan}: timescales`,
      plan.timescales.map((row) => row.code),
    ),
    partner: codes(
      `${names.plan}: partners`,
      plan.partners.map((row) => row.code),
    ),
    pillar: codes(
      `${names.plan}: pillars`,
      plan.pillars.map((row) => row.code),
    ),
    section: codes(
      `${names.plan}: sections`,
      plan.sections.map((row) => row.code),
    ),
    outcome: codes(
      `${names.plan}: outcomes`,
      plan.outcomes.map((row) => row.code),
    ),
    action: codes(
      `${names.plan}: actions`,
      plan.actions.map((row) => row.ref),
    ),
  }
  codes(
    `${names.plan}: sectionOutcomes`,
    plan.sectionOutcomes.map((row) => `${row.section} ${row.outcome}`),
  )
  codes(
    `${names.report}: workforce.sections`,
    report.workforce.sections.map((row) => row.code),
  )
  codes(
    `${names.allocation}: allocations`,
    allocation.allocations.map((row) => row.actionRef),
  )
  codes(
    `${names.update}: achievements`,
    update.achievements.map((row) => row.id),
  )
  codes(
    `${names.update}: publications`,
    update.publications.map((row) => row.id),
  )

  const needOne = (kind: keyof typeof known, path: string, value: string) => {
    if (!known[kind].has(value)) problems.push(`${path}: there is no ${kind} "${value}"`)
  }
  const needAll = (kind: keyof typeof known, path: string, values: readonly string[]) => {
    codes(path, values)
    values.forEach((value, i) => needOne(kind, `${path}[${i}]`, value))
  }

  plan.sections.forEach((section, i) => {
    const at = `${names.plan}: sections[${i}]`
    needOne('pillar', `${at}.pillar`, section.pillar)
    needAll('partner', `${at}.partnerCodes`, section.partnerCodes)
  })
  plan.outcomes.forEach((outcome, i) => {
    needOne('pillar', `${names.plan}: outcomes[${i}].pillar`, outcome.pillar)
  })
  plan.sectionOutcomes.forEach((link, i) => {
    const at = `${names.plan}: sectionOutcomes[${i}]`
    needOne('section', `${at}.section`, link.section)
    needOne('outcome', `${at}.outcome`, link.outcome)
  })
  plan.actions.forEach((action, i) => {
    const at = `${names.plan}: actions[${i}]`
    needOne('section', `${at}.section`, action.section)
    if (action.timescale !== null) needOne('timescale', `${at}.timescale`, action.timescale)
    needAll('partner', `${at}.partnerCodes`, action.partnerCodes)
    if (action.parentRef === null) return
    const parent = plan.actions.findIndex(({ ref }) => ref === action.parentRef)
    if (parent === -1) needOne('action', `${at}.parentRef`, action.parentRef)
    else if (parent >= i) {
      problems.push(`${at}.parentRef: action "${action.parentRef}" must stand before its parts`)
    } else if (plan.actions[parent]?.section !== action.section) {
      problems.push(`${at}.parentRef: action "${action.parentRef}" is in another section`)
    }
  })
  needOne('source', `${names.report}: report.sourceRef`, report.report.sourceRef)
  report.workforce.sections.forEach((section, i) => {
    needOne('section', `${names.report}: workforce.sections[${i}].code`, section.code)
  })
  allocation.allocations.forEach((row, i) => {
    const at = `${names.allocation}: allocations[${i}]`
    needOne('action', `${at}.actionRef`, row.actionRef)
    needAll('source', `${at}.sourceRefs`, row.sourceRefs)
  })
  for (const list of ['achievements', 'publications'] as const) {
    update[list].forEach((row, i) => {
      needAll('action', `${names.update}: ${list}[${i}].actionRefs`, row.actionRefs)
    })
  }
  return problems
}
